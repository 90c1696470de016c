"""What an error of the network or of a hub means: nobody there, or somebody who does not give the model."""

from __future__ import annotations

import httpx2
from huggingface_hub.errors import (
    GatedRepoError,
    HfHubHTTPError,
    OfflineModeIsEnabled,
    RepositoryNotFoundError,
    RevisionNotFoundError,
)

from jembatan.errors import OriginRefused, OriginUnreachable


def meaning(error: Exception, host: str, repository: str) -> Exception:
    """OriginUnreachable or OriginRefused with a reason for people; an error of another sort is returned as it is."""
    if isinstance(error, OfflineModeIsEnabled):
        return OriginUnreachable(f"{host} was not asked: HF_HUB_OFFLINE is set")
    if isinstance(error, GatedRepoError):
        return OriginRefused(f"{host}: {repository} asks you to accept its terms there first; then set HF_TOKEN")
    if isinstance(error, RevisionNotFoundError):
        return OriginRefused(f"{host}: {repository} has no such revision; correct revision: in the config")
    if isinstance(error, HfHubHTTPError):
        return _refusal(error, host, repository)
    if isinstance(error, httpx2.TimeoutException):
        return OriginUnreachable(f"{host} did not answer in time")
    if isinstance(error, httpx2.HTTPError | httpx2.InvalidURL | OSError):
        return OriginUnreachable(f"{host} cannot be reached ({str(error).strip() or type(error).__name__})")
    if isinstance(error, ValueError | KeyError | TypeError | AttributeError):
        return OriginUnreachable(
            f"{host} answers, but not as a hub does ({type(error).__name__}); a login page or a proxy in between?"
        )
    return error


def _refusal(error: HfHubHTTPError, host: str, repository: str) -> Exception:
    status = error.response.status_code
    hub_speaks = any(header in error.response.headers for header in ("X-Error-Code", "X-Error-Message"))
    if isinstance(error, RepositoryNotFoundError):
        return OriginRefused(f"{host} has no repository {repository}, or it is private (then set HF_TOKEN)")
    if status in (401, 404):
        return OriginRefused(f"{host} answers HTTP {status} for {repository}: not there, private, or no hub at all")
    if status == 403 and hub_speaks:
        return OriginRefused(f"{host} refuses {repository} (HTTP 403); check the rights of your HF_TOKEN")
    return OriginUnreachable(f"{host} answers HTTP {status} for {repository}")
