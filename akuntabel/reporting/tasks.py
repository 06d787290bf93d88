"""What the background worker does for reports."""

from django_tasks import task

from akuntabel.reporting.deeds import run_build
from akuntabel.reporting.models import Build


@task()
def build_report(build_id: int) -> None:
    """Build the report files that somebody asked for."""
    run_build(Build.objects.select_related("office").get(pk=build_id))
