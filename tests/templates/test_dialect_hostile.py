"""Templates that strangers write: what is not on the list is refused by file and line, at once, whatever it is called."""

import os
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestrator.film.errors import ProjectError
from orchestrator.project.folder import load_film
from templates.dialects import VALUES, TemplateFault, overrides_faults, render_dialect, strict, template_of

FILE = "prompts/wan-2.2.j2"
VALUES_OF_A_SHOT = {name: f"the {name} of it" for name in VALUES}

REFUSED = {
    # the way to Python's objects
    "class": "{{ ''.__class__ }}",
    "mro": "{{ action.__class__.__mro__[1].__subclasses__() }}",
    "mro by item": "{{ action['__class__']['__mro__'] }}",
    "attr filter": "{{ action | attr('__class__') }}",
    "map attribute": "{{ [action] | map(attribute='__class__') | list }}",
    "globals of lipsum": "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "globals of cycler": "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "joiner": "{{ joiner.__init__.__globals__ }}",
    "namespace": "{% set n = namespace(x=1) %}{{ n.x }}",
    "set on namespace": "{% set n.x = 'a' %}",
    "config": "{{ config.items() }}",
    "self": "{{ self.__init__.__globals__ }}",
    "self as a block": "{{ self.title() }}",
    "context": "{{ context }}",
    "meter": "{{ _meter }}",
    "meter called": "{{ _meter(1) }}",
    "compared filter": "{{ action | _compared }}",
    "set the meter": "{% set _meter = 'x' %}",
    "loop outside": "{{ loop.first }}",
    "loop globals": "{% for a in [look] %}{{ loop.__class__ }}{% endfor %}",
    "loop call": "{% for a in [look] %}{{ loop([light]) }}{% endfor %}",
    "loop cycle": "{% for a in [look] %}{{ loop.cycle('a', 'b') }}{% endfor %}",
    "loop index": "{% for a in [look] %}{{ loop.index }}{% endfor %}",
    "set loop": "{% set loop = 'x' %}",
    "caller": "{{ caller() }}",
    # format strings
    "format method": "{{ '{0.__class__}'.format(action) }}",
    "format map": "{{ '{x.__class__}'.format_map({'x': action}) }}",
    "format filter": "{{ '%s' | format(action) }}",
    "percent": "{{ '%99999999d' % action }}",
    # calls, whatever is called
    "call of a value": "{{ action() }}",
    "method": "{{ action.upper() }}",
    "range": "{% for i in range(1000000000) %}x{% endfor %}",
    "dict": "{{ dict(a=action) }}",
    "super": "{{ super() }}",
    # files and other templates
    "include": "{% include '/etc/passwd' %}",
    "include of a value": "{% include action %}",
    "import": "{% import 'dialects/animatic.j2' as a %}",
    "from import": "{% from 'dialects/animatic.j2' import a %}",
    "extends": "{% extends 'dialects/animatic.j2' %}",
    "block": "{% block a %}{% endblock %}",
    # programs
    "macro": "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
    "call block": "{% call action() %}{% endcall %}",
    "filter block": "{% filter upper %}a{% endfilter %}",
    "block of set": "{% set a %}{{ action }}{{ action }}{% endset %}",
    "with": "{% with a = action %}{{ a }}{% endwith %}",
    "autoescape": "{% autoescape true %}{% endautoescape %}",
    "do": "{% do action %}",
    "break": "{% for a in [look] %}{% break %}{% endfor %}",
    "debug": "{% debug %}",
    "trans": "{% trans %}a{% endtrans %}",
    "unknown tag": "{% python import os %}",
    "recursive loop": "{% for a in [look] recursive %}{{ a }}{% endfor %}",
    "loop over letters": "{% for letter in action %}{{ letter }} {% endfor %}",
    "unpacking": "{% for a, b in [look] %}{{ a }}{% endfor %}",
    "three loops": "{% for a in [look] %}{% for b in [look] %}{% for c in [look] %}x{% endfor %}{% endfor %}{% endfor %}",
    # numbers and growth
    "power": "{{ 9 ** 9 ** 9 }}",
    "power hidden": "{% if 9 ** 9 ** 9 %}{% endif %}",
    "power unused": "{% set a = 9 ** 9 ** 9 %}",
    "shifted": "{{ 1.0e308 * 10 }}",
    "times": "{{ 'a' * 999999999 }}",
    "list times": "{{ [action] * 999999999 }}",
    "tilde": "{% set a = action ~ action %}{{ a }}",
    "plus": "{{ action + action }}",
    "plus list": "{{ ([look] + [light]) | joined }}",
    "number": "{{ 4 }}",
    "long number": "{{ " + "9" * 6000 + " }}",
    "long hexadecimal": "{{ 0x" + "f" * 9000 + " }}",
    "float": "{{ 1e999 }}",
    "none": "{{ none }}",
    "center": "{{ action | center(999999999) }}",
    "indent": "{{ action | indent(99999999) }}",
    "replace": "{{ action | replace('', action) }}",
    "wordwrap": "{{ action | wordwrap(1) }}",
    "tojson": "{{ action | tojson }}",
    "batch": "{{ [action] | batch(2) }}",
    "random": "{{ [action, look] | random }}",
    "safe": "{{ action | safe }}",
    "keyword": "{{ [action] | joined(between=', ') }}",
    "spread": "{{ [action] | joined(*[', ']) }}",
    "spread of a map": "{{ [action] | joined(**{'between': ', '}) }}",
    "no argument": "{{ action | default }}",
    "list as argument": "{{ action | default([look]) }}",
    # letters and lists that are cut
    "letter": "{{ action[0] }}",
    "slice": "{{ action[1:] }}",
    "item of a list": "{{ [look, light][0] }}",
    "letter by attribute": "{{ action.0 }}",
    "list printed": "{{ [look, light] }}",
    "list of lists": "{{ [[look], [light]] | joined }}",
    "tuple": "{{ (look, light) }}",
    "dict printed": "{{ {'a': look} }}",
    "truth printed": "{{ look == light }}",
    "comparison by size": "{% if look < light %}{% endif %}",
    "test that calls": "{% if look is callable %}{% endif %}",
    "test with argument": "{% if look is sameas(light) %}{% endif %}",
    "test none": "{% if look is none %}{% endif %}",
    # names
    "misspelt": "{{ actoin }}",
    "unicode letter": "{{ аction }}",
    "full width": "{{ ａｃｔｉｏｎ }}",
    "full width underscores": "{{ action.＿＿class＿＿ }}",
    "small long s": "{% set ſelf = 'a' %}",
    "set a capital": "{% set A = 'a' %}",
    "set two": "{% set a, b = look, light %}",
    "changed kind": "{% set a = 'x' %}{% set a = [look] %}",
    "loop variable outside": "{% for part in [look] %}x{% endfor %}{{ part }}",
    # signs that nobody sees
    "mark": "\ue100{{ action }}\ue000",
    "mark by escape": r"{{ '\ue100' }}",
    "mark in a joint": r"{{ [look, light] | joined('\ue000') }}",
    "surrogate by escape": r"{{ '\ud800' }}",
    "null": "a\x00b",
    "null by escape": r"{{ '\x00' }}",
    "paragraph mark": "a\x1eb",
    "right to left": "{{ action }}\u202e",
    "plane sixteen": "\U00100000",
    # size and depth
    "too long": "a" * 16_001,
    "parentheses": "{{ " + "(" * 5000 + "action" + ")" * 5000 + " }}",
    "lists in lists": "{{ " + "[" * 5000 + "]" * 5000 + " }}",
    "nots": "{{ " + "not " * 3500 + "action }}",
    "choices": "{{ " + "action if look else " * 700 + "light }}",
    "filters": "{{ action" + " | upper" * 1500 + " }}",
    "ifs": "{% if look %}" * 600 + "x" + "{% endif %}" * 600,
    "ors": "{{ " + "look or " * 1500 + "light }}",
    "minuses": "{{ " + "-" * 9000 + "action }}",
    "pieces": "{{''}}" * 2600,
    # unfinished
    "unclosed": "{{ action",
    "unclosed if": "{% if action %}",
    "unopened": "{% endif %}",
    "unclosed text": "{{ 'action }}",
    "unclosed comment": "{# a",
    "empty": "{{ }}",
    "no else": "{{ look if light }}",
    "bad escape": r"{{ '\N{no such}' }}",
    "short escape": r"{{ '\u12' }}",
    "lone bracket": "{{ action ] }}",
}


def rendered(source: str, values: dict[str, str]) -> str | TemplateFault:
    try:
        return strict.render(source, FILE, values)
    except TemplateFault as fault:
        return fault


@pytest.mark.parametrize("source", REFUSED.values(), ids=REFUSED.keys())
def test_what_is_not_allowed_is_refused_at_once_by_file_and_line(source: str) -> None:
    start = time.process_time()
    with pytest.raises(TemplateFault) as caught:
        strict.render(f"a line before\n{source}", FILE, VALUES_OF_A_SHOT)
    assert time.process_time() - start < 1
    assert caught.value.file == FILE
    assert caught.value.line == 2 or "nested" in caught.value.message or "characters" in caught.value.message
    assert str(caught.value).startswith(FILE)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("{{ actoin }}", "2:4: there is no value 'actoin'; did you mean 'action'?"),
        ("a {{ action | sentense }}", "2:15: there is no filter 'sentense'; did you mean 'sentence'?"),
        ("{{ lipsum() }}", "2:1: a call is not allowed; a template may use values"),
        ("{{ action.strip }}", "2:11: an attribute is not allowed"),
        ("{{ [look, light] }}", '2:1: what is written here is a list; make it one text by: | joined(", ")'),
        ("{{ action[0] }}", "2:1: a part of a value in [ ] is not allowed"),
        ("{% if look %}", "2:1: Unexpected end of template"),
        ("{% for tag in [look] %}{% endfor %}{{ tag }}", "2:8: there is no value 'tag'"),
        ("{{''}}" * 2600, "2:1: more than 2000 pieces"),
    ],
)
def test_a_fault_says_where_what_and_what_to_do(source: str, message: str) -> None:
    with pytest.raises(TemplateFault) as caught:
        strict.check(f"\n{source}", FILE, VALUES)
    assert str(caught.value).startswith(f"{FILE}:{message}")


def test_a_name_that_was_set_under_a_condition_only_is_told_when_it_matters() -> None:
    source = "{% if look %}\n{% set tag = 'x' %}\n{% endif %}\n{{ tag }}"
    assert strict.render(source, FILE, {"look": "noir"}) == "x"
    with pytest.raises(TemplateFault, match=r"wan-2.2.j2:4:1: 'tag' is undefined; it is set only under a condition"):
        strict.render(source, FILE, {"look": ""})


DOUBLING = "{% set a = action %}" + "{% set a = [a, a] | joined %}" * 100 + "{{ a }}"
LISTS = ", ".join(["look"] * 800)
WORK = {
    "doubled": DOUBLING,
    "doubled silently": DOUBLING.replace("{{ a }}", ""),
    "rounds in rounds": f"{{% for a in [{LISTS}] %}}{{% for b in [{LISTS}] %}}{{% endfor %}}{{% endfor %}}",
    "silent filters in rounds": f"{{% for a in [{LISTS}] %}}{{% for b in [{LISTS}] %}}{{% set c = [a, b] | joined %}}"
    "{% endfor %}{% endfor %}",
    "conditions in rounds": f"{{% for a in [{LISTS}] %}}{{% for b in [{LISTS}] if b in 'x' %}}{{% endfor %}}{{% endfor %}}",
    "written in rounds": f"{{% for a in [{LISTS}] %}}{{{{ action }}}}{{% endfor %}}",
}


@pytest.mark.parametrize("source", WORK.values(), ids=WORK.keys())
@pytest.mark.parametrize("length", [10, 20_000])
def test_work_without_measure_ends_soon(source: str, length: int) -> None:
    start = time.process_time()
    values = dict.fromkeys(VALUES, ("a, " * length)[:length])
    found = rendered(source, values)
    if isinstance(found, str):
        assert len(found) <= strict.LONGEST_OUTPUT
    else:
        assert "too much work" in found.message or "longer than" in found.message
    assert time.process_time() - start < 2


def test_a_loop_that_writes_nothing_is_counted_all_the_same() -> None:
    found = rendered(WORK["rounds in rounds"], VALUES_OF_A_SHOT)
    assert isinstance(found, TemplateFault)
    assert "too much work" in found.message


def test_what_loops_may_do_is_enough_for_any_prompt() -> None:
    source = (
        "{% set tags = [size, angle] %}{% for tag in tags if tag != 'the angle of it' %}{{ tag | upper }}"
        "{% if not loop.last %}, {% endif %}{% else %}nothing{% endfor %}"
        "{{ ': ' if look and light else '' }}{{ '' | default(lens) }}{% if 'of' in time %}!{% elif mood %}?{% endif %}"
    )
    assert strict.render(source, FILE, VALUES_OF_A_SHOT) == "THE SIZE OF IT: the lens of it!"


def test_a_condition_sees_a_value_as_the_film_has_it(tmp_path: Path) -> None:
    (tmp_path / "wan-2.2.j2").write_text(
        "{{ time }}{% if time == 'night' and size in ['Full shot', look] and 'push' in camera %} by the moon{% endif %}"
        "{% set light = 'a lamp' %}{% if light == 'a lamp' %}, {{ light }}{% endif %}{% if weather != 'storm' %}!{% endif %}"
    )
    values = {
        "time": "\ue101night\ue000",
        "size": "\ue102Full shot\ue000",
        "camera": "the camera pushes in",
        "weather": "storm",
    }
    assert render_dialect("wan-2.2", values, [tmp_path]) == "\ue101Night time\ue000 by the moon, a lamp"


# Folders from strangers


def test_a_file_in_the_first_folder_that_has_one_wins(tmp_path: Path) -> None:
    project, pack = tmp_path / "prompts", tmp_path / "pack/prompts"
    for folder, text in ((project, "Mine: {{ action }}"), (pack, "Theirs: {{ action }}")):
        folder.mkdir(parents=True)
        (folder / "wan-2.2.j2").write_text(text, encoding="utf-8")
    (pack / "veo.j2").write_text("\ufeffVeo: {{ action }}", encoding="utf-8")
    values = {"action": "it rains"}
    assert render_dialect("wan-2.2", values, [project, pack]) == "Mine: it rains"
    assert render_dialect("veo", values, [project, pack]) == "Veo: it rains"
    assert render_dialect("kling", values, [project, tmp_path / "none"]).startswith("It rains.")
    assert template_of("wan-2.2", [project]).origin == "prompts/wan-2.2.j2"
    assert template_of("kling", [project]).origin == "templates/dialects/kling.j2"
    assert template_of("wan-2.2", [project]).text == "Mine: {{ action }}"
    (project / "pika.j2").write_text("{% if action %}said{% else %}{{ look }}{% endif %}", encoding="utf-8")
    assert render_dialect("pika", {"action": "\ue100 \ue000", "look": "{{ 9 ** 9 }}"}, [project]) == "{{ 9 ** 9 }}"
    (project / "wan-2.2.j2").write_text("{{ actoin }}", encoding="utf-8")
    with pytest.raises(TemplateFault, match=r"^prompts/wan-2.2.j2:1:4: there is no value 'actoin'"):
        render_dialect("wan-2.2", values, [project])


def test_a_file_that_is_none_is_told_and_never_followed(tmp_path: Path) -> None:
    folder = tmp_path / "prompts"
    folder.mkdir()
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret", encoding="utf-8")
    (folder / "shared.txt").write_text("{{ motion }}", encoding="utf-8")
    (folder / "wan-2.2.j2").symlink_to(secret)
    (folder / "wan-2.1.j2").symlink_to("nowhere")
    (folder / "kling.j2").symlink_to("kling.j2")
    (folder / "mochi.j2").symlink_to("shared.txt")
    (folder / "veo.j2").mkdir()
    os.mkfifo(folder / "sora.j2")
    (folder / "luma.j2").write_bytes(b"a\n\xff\xfe")
    (folder / "pika.j2").write_bytes(b"a" * 100_000)
    (folder / "flux.j2").write_text("{% include 'x' %}", encoding="utf-8")
    faults = {fault.file: str(fault) for fault in overrides_faults(folder)}
    assert faults.keys() == {
        f"prompts/{name}.j2" for name in ("wan-2.2", "wan-2.1", "kling", "veo", "sora", "luma", "pika", "flux")
    }
    assert "link that leads out of its folder" in faults["prompts/wan-2.2.j2"]
    assert "a secret" not in "".join(faults.values())
    assert "not a file" in faults["prompts/veo.j2"]
    assert "not a file" in faults["prompts/sora.j2"]
    assert faults["prompts/luma.j2"].startswith("prompts/luma.j2:2:1: is not UTF-8")
    assert "larger than 64 kB" in faults["prompts/pika.j2"]
    for name in ("wan-2.2", "wan-2.1", "kling", "veo", "sora", "luma", "pika", "flux"):
        with pytest.raises(TemplateFault):
            render_dialect(name, {}, [folder])
    assert render_dialect("mochi", {"motion": "it rains"}, [folder]) == "it rains"


def test_a_template_that_no_model_speaks_is_told_with_the_one_that_was_meant(tmp_path: Path) -> None:
    folder = tmp_path / "prompts"
    assert overrides_faults(folder) == ()
    folder.mkdir()
    (folder / "wan2.2.j2").write_text("", encoding="utf-8")
    (folder / "kling.jinja2").write_text("", encoding="utf-8")
    (folder / "README.md").write_text("", encoding="utf-8")
    (folder / "veo.j2").write_text("{{ action }}", encoding="utf-8")
    assert [str(fault) for fault in overrides_faults(folder)] == [
        "prompts/kling.jinja2:1:1: is not read; to replace the dialect, name it kling.j2",
        "prompts/wan2.2.j2:1:1: there is no prompt dialect 'wan2.2'; did you mean 'wan-2.2'?",
    ]
    assert "is no folder" in str(overrides_faults(folder / "veo.j2")[0])


# Whatever one writes

PIECES = st.sampled_from(
    [
        "{{ ", " }}", "{% ", " %}", "{#", "#}", "{%- ", " -%}", "action", "look", "light", "tag", "loop", "loop.first",
        "if ", "elif ", "else", "endif", "for ", " in ", "endfor", "set ", "tag = ", "not ", " and ", " or ", " == ", " != ",
        "[", "]", ", ", "(", ")", "'a'", '"', "'", " | ", "upper", "joined", "joined(', ')", "sentence", "default('b')",
        "lowered", "trim", "\n", "\n\n", "\\", "1", "0x", "**", "~", ".", "__class__", "raw", "endraw", "is defined",
        "{% if look %}", "{% endif %}", "{% for tag in [look, light] %}", "{% endfor %}", "{% set tag = look %}",
        "{{ [look, light] | joined }}", "é", "\u202e", "\ue000", "words. ", "%", "recursive", "import x", "true",
    ]
)  # fmt: skip
SAID = st.dictionaries(st.sampled_from(sorted(VALUES)), st.text(max_size=30), max_size=len(VALUES))


@settings(max_examples=400)
@given(st.lists(PIECES, max_size=30).map("".join), SAID)
def test_no_template_does_anything_but_render_or_be_refused(source: str, values: dict[str, str]) -> None:
    known = {**dict.fromkeys(VALUES, ""), **values}
    found = rendered(source, known)
    assert isinstance(found, str) or (found.file == FILE and found.message)


def test_a_film_tells_what_is_wrong_with_its_templates_before_anything_is_made(small_film: Path) -> None:
    folder = small_film / "prompts"
    folder.mkdir()
    (folder / "wan-2.2.j2").write_text("A film.\n{{ actoin }}", encoding="utf-8")
    (folder / "wan.j2").write_text("{{ action }}", encoding="utf-8")
    with pytest.raises(ProjectError) as caught:
        load_film(small_film)
    assert [str(problem) for problem in caught.value.problems] == [
        "prompts/wan-2.2.j2:2:4: there is no value 'actoin'; did you mean 'action'?",
        "prompts/wan.j2:1:1: there is no prompt dialect 'wan'; did you mean 'wan-2.2'?",
    ]
