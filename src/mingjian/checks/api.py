"""The room over HTTP. Batches come first: their address would else be read as a receipt."""

from ninja import Router

from mingjian.checks.batch_api import router as batches
from mingjian.checks.check_api import router as checks

router = Router(tags=["checks"])
router.add_router("", batches)
router.add_router("", checks)
