"""How statements are found and judged: what encoder, grammar and layout give, then stance, certainty, earnestness."""
