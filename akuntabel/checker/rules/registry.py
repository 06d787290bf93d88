"""All rules with their ids, in the order in which their findings are listed on one line."""

from __future__ import annotations

from akuntabel.checker.rules import arithmetic, averages, budget, counts, mismatch, scale, sums, words
from akuntabel.checker.rules.common import Rule

RULES: tuple[Rule, ...] = (
    Rule("row-achievement", "Capaian sebuah baris tidak sesuai dengan target dan realisasinya.", arithmetic.row_achievement),
    Rule("row-rounding", "Capaian terpotong atau dibulatkan lain daripada baris lain.", arithmetic.row_rounding),
    Rule("learned-relations", "Satu baris menyimpang dari hitungan baris lain dalam tabelnya.", budget.learned_relations),
    Rule("budget-columns", "Persentase atau sisa anggaran tidak sesuai dengan pagu dan realisasi.", budget.named_columns),
    Rule("table-totals", "Baris jumlah tidak sama dengan jumlah baris di atasnya.", sums.table_totals),
    Rule("parent-rows", "Satu kolom tidak sama dengan jumlah rinciannya.", sums.parent_rows),
    Rule("stated-parts", "Jumlah yang disebut tidak sama dengan rinciannya, atau bagiannya keliru.", sums.stated_parts),
    Rule("words-and-digits", "Angka dan hurufnya berbeda.", words.words_and_digits),
    Rule("capital-words", "Bilangan dalam kurung berhuruf besar.", words.capital_words),
    Rule("list-lengths", "Banyaknya yang disebut berbeda dengan daftarnya.", counts.list_lengths),
    Rule("run-on-lists", "Banyaknya yang disebut berbeda dengan rincian dalam kalimatnya.", counts.run_on_lists),
    Rule("met-and-unmet", "Yang tercapai dan yang belum tidak berjumlah seluruhnya.", counts.met_and_unmet),
    Rule("met-rows", "Banyaknya yang tercapai berbeda dengan tabel.", counts.met_rows),
    Rule("counts-and-tables", "Banyaknya sasaran atau indikator berbeda dengan tabel.", counts.counts_and_tables),
    Rule("one-noun-one-number", "Satu istilah dengan beberapa jumlah.", counts.one_noun_one_number),
    Rule("stated-averages", "Rata-rata yang disebut tidak sesuai dengan barisnya.", averages.stated_averages),
    Rule("average-method", "Rata-rata disebut atas hal yang bukan dirata-ratakan.", averages.method_named),
    Rule("average-unit", "Capaian tanpa tanda persen.", averages.unit_missing),
    Rule("average-rows", "Baris rata-rata tidak sama dengan rata-rata baris di atasnya.", averages.average_rows),
    Rule("child-averages", "Rata-rata rincian keliru.", averages.child_averages),
    Rule("scale-borders", "Skala kategori berlubang atau bertumpang tindih.", scale.scale_borders),
    Rule("row-categories", "Kategori tidak sesuai dengan skala laporan ini sendiri.", scale.row_categories),
    Rule("inverted-categories", "Capaian lebih tinggi berkategori lebih rendah.", scale.inverted_categories),
    Rule("says-met", "Disebut tercapai padahal belum, atau sebaliknya.", scale.says_met_and_is_not),
    Rule("met-is-not-category", "Kategori berhasil untuk target yang belum tercapai.", scale.met_is_not_category),
    Rule("headline-categories", "Kategori kesimpulan tidak sesuai.", scale.headline_categories),
    Rule("same-indicator", "Indikator yang sama dengan angka berbeda.", mismatch.same_indicator),
)
