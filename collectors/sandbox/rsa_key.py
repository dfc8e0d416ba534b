"""An RSA key that is fixed by a seed, so that two processes with the same studio have the same one."""

from functools import lru_cache
from math import gcd, prod
from random import Random

from cryptography.hazmat.primitives.asymmetric import rsa

EXPONENT = 65537
BITS = 1024
"""Of each of the two primes."""
ROUNDS = 8
SMALL = prod(n for n in range(3, 2000, 2) if all(n % m for m in range(3, int(n**0.5) + 1, 2)))
"""All small odd primes multiplied: what shares a factor with them is no prime."""


@lru_cache(maxsize=4)
def rsa_key(seed: int) -> rsa.RSAPrivateKey:
    """The key. It opens nothing but the sandbox, for anybody who knows the seed can make it."""
    dice = Random(f"rsa {seed}")  # noqa: S311  # it must be the same each time, and guards nothing
    p, q = sorted((_prime(dice), _prime(dice)), reverse=True)
    d = pow(EXPONENT, -1, (p - 1) * (q - 1))
    public = rsa.RSAPublicNumbers(EXPONENT, p * q)
    numbers = rsa.RSAPrivateNumbers(p, q, d, d % (p - 1), d % (q - 1), pow(q, -1, p), public)
    return numbers.private_key()


def _prime(dice: Random) -> int:
    """A prime with its two highest bits set, so that the product of two has twice as many."""
    while True:
        found = dice.getrandbits(BITS) | 3 << (BITS - 2) | 1
        if gcd(found, SMALL) == 1 and gcd(found - 1, EXPONENT) == 1 and _is_prime(found, dice):
            return found


def _is_prime(number: int, dice: Random) -> bool:
    """Miller and Rabin's test, which errs less than once in 4 to the power of its rounds."""
    odd, twos = number - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    for _ in range(ROUNDS):
        power = pow(dice.randrange(2, number - 1), odd, number)
        passed = power in (1, number - 1)
        for _ in range(twos - 1):
            power = power * power % number
            passed = passed or power == number - 1
        if not passed:
            return False
    return True
