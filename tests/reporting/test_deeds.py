"""Writing the report files: all or none, with progress, and only for who may see the office."""

import pytest

from akuntabel.core.errors import AkuntabelError
from akuntabel.offices.deeds import add_person
from akuntabel.offices.models import Office, Role
from akuntabel.planning.selectors import NotThere
from akuntabel.reporting import deeds
from akuntabel.reporting.deeds import FILES, give_up_stuck_builds, request_build, run_build, write_report
from akuntabel.reporting.models import Build, BuildStatus, Narrative


@pytest.fixture
def reader(paser):
    return add_person(username="pembaca", name="Pembaca Contoh", office=paser, role=Role.READER)


@pytest.fixture
def outsider(paser):
    other = Office.objects.add_child(
        Office.objects.get(code="kpu-kaltim"),
        {
            "code": "kpu-contoh",
            "name": "Sekretariat KPU Contoh",
            "short_name": "KPU Contoh",
            "body": "KPU Contoh",
            "level": "regency",
        },
    )
    return add_person(username="tetangga", name="Tetangga Contoh", office=other, role=Role.HEAD)


def test_progress_is_told_step_by_step(paser, tmp_path):
    told = []
    files = write_report(paser, 2024, tmp_path, lambda step, done, total: told.append((step, done, total)))
    assert [file.name for file in files] == list(FILES)
    assert [done for _step, done, _total in told] == [0, 1, 2, 3, 4, 5]
    assert told[2][0] == "Membuat PDF"


def test_a_broken_narrative_leaves_no_file(paser, tmp_path):
    Narrative.objects.filter(office=paser, section="closing").update(text="Rata-rata {rata-rata}.")
    with pytest.raises(AkuntabelError, match=r"closing.text: angka \{rata-rata\} tidak dikenal"):
        write_report(paser, 2024, tmp_path / "baru")
    assert list(tmp_path.iterdir()) == []


def test_an_older_report_survives_a_failure(paser, tmp_path):
    write_report(paser, 2024, tmp_path)
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    Narrative.objects.filter(office=paser, section="closing").update(text="{salah}")
    with pytest.raises(AkuntabelError):
        write_report(paser, 2024, tmp_path)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_a_build_runs_to_its_end(paser, reader, settings, tmp_path):
    settings.REPORTS_ROOT = tmp_path
    build = request_build(office=paser, year=2024, by=reader)
    assert build.status == BuildStatus.WAITING
    run_build(build)
    build.refresh_from_db()
    assert (build.status, build.done, build.total) == (BuildStatus.DONE, 6, 6)
    assert sorted(file.name for file in build.folder.iterdir()) == sorted(FILES)


def test_asking_twice_gives_the_same_build(paser, reader):
    assert request_build(office=paser, year=2024, by=reader) == request_build(
        office=paser, year=2024, by=reader
    )
    assert Build.objects.count() == 1


def test_an_outsider_may_not_build(paser, outsider):
    with pytest.raises(NotThere):
        request_build(office=paser, year=2024, by=outsider)
    assert not Build.objects.exists()


def test_a_failure_is_told_in_words(paser, reader, settings, tmp_path):
    settings.REPORTS_ROOT = tmp_path
    Narrative.objects.filter(office=paser, section="closing").update(text="{salah}")
    build = request_build(office=paser, year=2024, by=reader)
    run_build(build)
    build.refresh_from_db()
    assert build.status == BuildStatus.FAILED
    assert build.message == "closing.text: angka {salah} tidak dikenal."


def test_a_build_without_progress_is_given_up(paser, reader):
    build = request_build(office=paser, year=2024, by=reader)
    Build.objects.filter(pk=build.pk).update(updated_at=build.updated_at - 2 * deeds.STUCK_AFTER)
    assert give_up_stuck_builds() == 1
    assert request_build(office=paser, year=2024, by=reader) != build
