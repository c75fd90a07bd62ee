"""What is stored of a secret that opens something: its hash, by which it is known again."""

from hashlib import sha256


def digest(secret: str) -> str:
    """Return the hash of a long random secret; for passwords Django has its own hashers."""
    return sha256(secret.encode()).hexdigest()
