"""Changes that somebody makes to instruments and answers."""
