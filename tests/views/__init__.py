"""Every page in every language, without a browser."""
