from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class ClassroomArgon2(Argon2PasswordHasher):
    """Argon2id at OWASP's 19 MiB, two passes: safe, and sixty sign-ins do not starve two cores."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1

    def harden_runtime(self, password: str, encoded: str) -> None:
        """A slip's hash costs little; what is wrong takes as long as at any other hash."""
        self.encode(password, self.salt())
