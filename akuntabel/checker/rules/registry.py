"""All rules with their ids, in the order in which their findings are listed on one line."""

from __future__ import annotations

from akuntabel.checker.rules import (
    arithmetic,
    averages,
    budget,
    counts,
    events,
    mismatch,
    names,
    order,
    outliers,
    paragraphs,
    polarity,
    scale,
    spending,
    stated_sums,
    structure,
    sums,
    wording,
    words,
    years,
)
from akuntabel.checker.rules.common import Rule
from akuntabel.core.errors import gettext_noop

RULES: tuple[Rule, ...] = (
    Rule(
        "row-achievement",
        gettext_noop("Capaian sebuah baris tidak sesuai dengan target dan realisasinya."),
        arithmetic.row_achievement,
    ),
    Rule(
        "row-rounding",
        gettext_noop("Capaian terpotong atau dibulatkan lain daripada baris lain."),
        arithmetic.row_rounding,
    ),
    Rule(
        "learned-relations",
        gettext_noop("Satu baris menyimpang dari hitungan baris lain dalam tabelnya."),
        budget.learned_relations,
    ),
    Rule("wide-rows", gettext_noop("Jumlah atau persentase sebuah baris bulanan keliru."), budget.wide_rows),
    Rule(
        "budget-columns",
        gettext_noop("Persentase atau sisa anggaran tidak sesuai dengan pagu dan realisasi."),
        budget.named_columns,
    ),
    Rule(
        "table-totals",
        gettext_noop("Baris jumlah tidak sama dengan jumlah baris di atasnya."),
        sums.table_totals,
    ),
    Rule("parent-rows", gettext_noop("Satu kolom tidak sama dengan jumlah rinciannya."), sums.parent_rows),
    Rule(
        "stated-parts",
        gettext_noop("Jumlah yang disebut tidak sama dengan rinciannya, atau bagiannya keliru."),
        stated_sums.stated_parts,
    ),
    Rule("shares-in-text", gettext_noop("Persentase dalam kalimat keliru."), stated_sums.shares_in_text),
    Rule("sums-in-text", gettext_noop("Jumlah dalam kalimat keliru."), stated_sums.sums_in_text),
    Rule(
        "comparisons", gettext_noop("Perubahan yang disebut tidak cocok dengan angkanya."), order.comparisons
    ),
    Rule(
        "indicators-before-table",
        gettext_noop("Banyaknya indikator berbeda dengan tabelnya."),
        counts.indicators_before_table,
    ),
    Rule("words-and-digits", gettext_noop("Angka dan hurufnya berbeda."), words.words_and_digits),
    Rule("capital-words", gettext_noop("Bilangan dalam kurung berhuruf besar."), words.capital_words),
    Rule(
        "list-lengths", gettext_noop("Banyaknya yang disebut berbeda dengan daftarnya."), counts.list_lengths
    ),
    Rule(
        "run-on-lists",
        gettext_noop("Banyaknya yang disebut berbeda dengan rincian dalam kalimatnya."),
        counts.run_on_lists,
    ),
    Rule(
        "met-and-unmet",
        gettext_noop("Yang tercapai dan yang belum tidak berjumlah seluruhnya."),
        counts.met_and_unmet,
    ),
    Rule("met-rows", gettext_noop("Banyaknya yang tercapai berbeda dengan tabel."), counts.met_rows),
    Rule(
        "counts-and-tables",
        gettext_noop("Banyaknya sasaran atau indikator berbeda dengan tabel."),
        counts.counts_and_tables,
    ),
    Rule(
        "one-noun-one-number",
        gettext_noop("Satu istilah dengan beberapa jumlah."),
        counts.one_noun_one_number,
    ),
    Rule(
        "stated-averages",
        gettext_noop("Rata-rata yang disebut tidak sesuai dengan barisnya."),
        averages.stated_averages,
    ),
    Rule(
        "average-method",
        gettext_noop("Rata-rata disebut atas hal yang bukan dirata-ratakan."),
        averages.method_named,
    ),
    Rule("average-unit", gettext_noop("Capaian tanpa tanda persen."), averages.unit_missing),
    Rule(
        "average-rows",
        gettext_noop("Baris rata-rata tidak sama dengan rata-rata baris di atasnya."),
        averages.average_rows,
    ),
    Rule("child-averages", gettext_noop("Rata-rata rincian keliru."), averages.child_averages),
    Rule(
        "scale-borders", gettext_noop("Skala kategori berlubang atau bertumpang tindih."), scale.scale_borders
    ),
    Rule(
        "row-categories",
        gettext_noop("Kategori tidak sesuai dengan skala laporan ini sendiri."),
        scale.row_categories,
    ),
    Rule(
        "inverted-categories",
        gettext_noop("Capaian lebih tinggi berkategori lebih rendah."),
        scale.inverted_categories,
    ),
    Rule(
        "says-met",
        gettext_noop("Disebut tercapai padahal belum, atau sebaliknya."),
        scale.says_met_and_is_not,
    ),
    Rule(
        "met-is-not-category",
        gettext_noop("Kategori berhasil untuk target yang belum tercapai."),
        scale.met_is_not_category,
    ),
    Rule("headline-categories", gettext_noop("Kategori kesimpulan tidak sesuai."), scale.headline_categories),
    Rule(
        "same-indicator", gettext_noop("Indikator yang sama dengan angka berbeda."), mismatch.same_indicator
    ),
    Rule(
        "text-and-table",
        gettext_noop("Kalimat menyebut angka lain daripada tabelnya."),
        mismatch.text_and_table,
    ),
    Rule(
        "like-paragraphs",
        gettext_noop("Satu bagian menyimpang dari hitungan bagian sejenis."),
        paragraphs.like_paragraphs,
    ),
    Rule(
        "sentence-and-table",
        gettext_noop("Kalimat dan tabel sesudahnya berbeda."),
        paragraphs.sentence_and_table,
    ),
    Rule("twin-words", gettext_noop("Uraian dan judul tabelnya tentang hal lain."), paragraphs.twin_words),
    Rule("ordered-lists", gettext_noop("Daftar tidak urut seperti yang disebut."), order.ordered_lists),
    Rule("directions", gettext_noop("Naik atau turun tidak sesuai dengan angkanya."), order.directions),
    Rule(
        "target-words",
        gettext_noop("Melampaui atau di bawah target tidak sesuai dengan angkanya."),
        order.target_words,
    ),
    Rule("extremes", gettext_noop("Tertinggi atau terendah tidak sesuai dengan tabel."), order.extremes),
    Rule(
        "rewarded-for-more",
        gettext_noop("Yang lebih banyak dihitung lebih baik, padahal sebaliknya."),
        polarity.rewarded_for_more,
    ),
    Rule(
        "direction-needed", gettext_noop("Arah baik indikator belum dinyatakan."), polarity.direction_needed
    ),
    Rule("reversed-formula", gettext_noop("Rumus terbalik tanpa penjelasan."), polarity.reversed_formula),
    Rule("carrying-rows", gettext_noop("Satu baris menentukan rata-rata."), outliers.carrying_rows),
    Rule("carrying-items", gettext_noop("Satu angka jauh dari yang lain."), outliers.carrying_items),
    Rule("far-from-target", gettext_noop("Target tidak mengikuti kenyataan."), outliers.far_from_target),
    Rule(
        "stated-spending",
        gettext_noop("Persentase atau sisa realisasi anggaran keliru atau tanpa dasar."),
        spending.stated_spending,
    ),
    Rule("stated-remainders", gettext_noop("Sisa anggaran keliru."), spending.stated_remainders),
    Rule(
        "booked-amounts",
        gettext_noop("Selisih antara yang diberikan dan yang dibukukan."),
        spending.booked_amounts,
    ),
    Rule(
        "same-programmes",
        gettext_noop("Program yang sama dengan anggaran, urutan, atau nama lain."),
        spending.same_programmes,
    ),
    Rule("money-format", gettext_noop("Penulisan rupiah tidak seragam."), spending.money_format),
    Rule("spending-in-detail", gettext_noop("Realisasi anggaran tanpa uraian."), spending.spending_in_detail),
    Rule("contents-years", gettext_noop("Daftar isi menyebut tahun lain."), years.contents_years),
    Rule("caption-years", gettext_noop("Judul menyebut tahun lain."), years.caption_years),
    Rule(
        "caption-numbers", gettext_noop("Nomor tabel atau gambar ganda atau terlewat."), years.caption_numbers
    ),
    Rule("contents-titles", gettext_noop("Daftar isi dan judul berbeda."), years.contents_titles),
    Rule("contents-pages", gettext_noop("Nomor halaman Romawi tidak seragam."), years.contents_pages),
    Rule("impossible-dates", gettext_noop("Tanggal atau harinya tidak ada."), events.impossible_dates),
    Rule("event-days", gettext_noop("Kegiatan pada hari libur."), events.event_days),
    Rule("event-order", gettext_noop("Urutan kegiatan terputus."), events.event_order),
    Rule("doubled-events", gettext_noop("Kegiatan mungkin tercatat dua kali."), events.doubled_events),
    Rule("event-fields", gettext_noop("Kegiatan tanpa tanggal atau tempat."), events.event_fields),
    Rule("venue-spelling", gettext_noop("Nama tempat dengan dua ejaan."), events.venue_spelling),
    Rule("other-segment", gettext_noop("Kegiatan untuk kelompok lain."), events.other_segment),
    Rule("lone-events", gettext_noop("Kegiatan tanpa tempat dan peserta."), events.lone_events),
    Rule("agreement-dates", gettext_noop("Tanggal perjanjian kinerja."), events.agreement_dates),
    Rule("civil-servants", gettext_noop("NIP yang tidak mungkin."), events.civil_servants),
    Rule(
        "units-and-names", gettext_noop("Satuan tidak sesuai dengan nama indikator."), names.units_and_names
    ),
    Rule("near-duplicates", gettext_noop("Nama yang hampir sama."), names.near_duplicates),
    Rule("self-counting", gettext_noop("Indikator yang menghitung dirinya."), names.self_counting),
    Rule("indicator-order", gettext_noop("Urutan indikator berbeda."), names.indicator_order),
    Rule("title-order", gettext_noop("Urutan baris lain daripada sasarannya."), names.title_order),
    Rule("mandatory-analyses", gettext_noop("Analisis yang wajib tidak ada."), structure.mandatory_analyses),
    Rule("promised-sections", gettext_noop("Bagian yang diumumkan tidak ada."), structure.promised_sections),
    Rule("definitions", gettext_noop("Definisi operasional tidak ada."), structure.definitions),
    Rule(
        "section-texts",
        gettext_noop("Uraian, penyebab, atau tindak lanjut tidak ada."),
        structure.section_texts,
    ),
    Rule("section-evidence", gettext_noop("Bukti realisasi tidak ada."), structure.section_evidence),
    Rule(
        "nothing-to-count",
        gettext_noop("Capaian atas sesuatu yang tidak terjadi."),
        structure.nothing_to_count,
    ),
    Rule("table-captions", gettext_noop("Tabel tanpa judul."), structure.table_captions),
    Rule("full-groups", gettext_noop("Kelompok baris yang tidak lengkap."), structure.full_groups),
    Rule("signatures", gettext_noop("Blok tanda tangan tidak seragam."), structure.signatures),
    Rule("broken-sentences", gettext_noop("Kalimat tidak selesai."), wording.broken_sentences),
    Rule("all-met-claims", gettext_noop("Disebut tercapai semua."), wording.all_met_claims),
    Rule("law-versions", gettext_noop("Peraturan dalam dua versi."), wording.law_versions),
    Rule("documents-cited", gettext_noop("Nomor atau pemilik dokumen keliru."), wording.documents_cited),
    Rule("terms", gettext_noop("Istilah tidak seragam."), wording.terms),
    Rule("repeated-paragraphs", gettext_noop("Alinea yang hampir sama."), wording.repeated_paragraphs),
    Rule("spelling", gettext_noop("Ejaan."), wording.spelling),
)
