"""Many readings to what is going on."""
