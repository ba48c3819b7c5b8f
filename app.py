"""The application for a WSGI server: `gunicorn app:app`."""

from inspector.factory import create_app

app = create_app()
