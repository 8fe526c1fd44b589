"""What the sender of a submission is told, read back from its work folder."""

from collections.abc import Iterator

import pyarrow.parquet as pq

from mingjian.intake.findings import Finding
from mingjian.intake.spool import spool_of


def findings_of(submission_id: int) -> Iterator[Finding]:
    """All findings, by row; those about the whole file come first. None before validation."""
    spool = spool_of(submission_id)
    path = spool.told if spool.told.exists() else spool.findings
    if not path.exists():
        return
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=2_000):
            yield from (Finding(**row) for row in batch.to_pylist())
