"""The log of another machine, read over its public API, for a witness outside the house."""

from base64 import b64decode

import httpx

from mingjian.evidence.problems import NotSealedYet


class RemoteLog:
    """The log under an address such as `https://credit.example.gov.cn/api/v1`."""

    def __init__(self, address: str, transport: httpx.BaseTransport | None = None) -> None:
        self._client = httpx.Client(
            base_url=address.rstrip("/") + "/", transport=transport, timeout=30
        )

    def key_line(self) -> str:
        """The public key that the log states; compare it once by another way."""
        return self._get("log/key").text

    def checkpoint(self) -> str:
        """The last checkpoint."""
        return self._get("log/checkpoint").text

    def consistency(self, old: int, new: int) -> tuple[bytes, ...]:
        """The path between two sizes."""
        found = self._get("log/consistency", old=old, new=new).json()
        return tuple(b64decode(step, validate=True) for step in found["path"])

    def close(self) -> None:
        """End the connection."""
        self._client.close()

    def _get(self, path: str, **query: int) -> httpx.Response:
        answer = self._client.get(path, params=query)
        if answer.status_code == httpx.codes.CONFLICT:
            raise NotSealedYet(reason=path)
        return answer.raise_for_status()
