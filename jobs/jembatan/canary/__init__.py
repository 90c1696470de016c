"""The canary: fixed sentences, translated before a night's batches and compared with what they gave before."""
