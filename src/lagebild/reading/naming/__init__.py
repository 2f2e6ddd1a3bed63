"""Names and roles: who is meant, of which country and sector."""
