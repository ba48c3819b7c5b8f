"""A school, its principal, and an inspector who leads a visit to it."""

from tests.web.on_site import on_site as on_site
