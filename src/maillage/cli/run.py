"""From what was typed to an exit code: 0 done, 1 failed, 2 wrongly called, 130 stopped by Ctrl-C."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from typing import TextIO

import click
from click.shell_completion import shell_complete

from maillage.cli.app import app
from maillage.cli.interrupt import interruptions
from maillage.cli.language import spoken
from maillage.cli.problems import Stopped, code_of, told
from maillage.cli.screen import tell
from maillage.cli.words import say, speak

COMPLETE = "_MAILLAGE_COMPLETE"
INTERRUPTED = 130  # what a shell makes of SIGINT: 128 + 2
PIPE_CLOSED = 141  # and of SIGPIPE: 128 + 13


def main(arguments: Sequence[str] | None = None) -> None:
    """The command. Ends the process with its exit code."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str]) -> int:
    """Does what ``arguments`` ask for; gives the exit code."""
    speak(spoken(arguments, os.environ))
    for stream in (sys.stdout, sys.stderr):
        _never_fail_on_a_letter(stream)
    if asked := os.environ.get(COMPLETE):
        return shell_complete(app, {}, "maillage", COMPLETE, asked)
    with interruptions.heard():
        return _ended(arguments)


def _ended(arguments: Sequence[str]) -> int:
    """However it ends, in words and as an exit code."""
    try:
        return _carried_out(list(arguments))
    except Stopped:
        return interruptions.code or INTERRUPTED
    except KeyboardInterrupt:
        return _interrupted()
    except BrokenPipeError:
        _let_go_of_stdout()
        return PIPE_CLOSED
    except Exception as error:  # noqa: BLE001 - the last place where it can be told in words
        return _interrupted() if interruptions.code else _failed(error, _debugging(arguments))


def _interrupted() -> int:
    tell(say("stopped"))
    return interruptions.code or INTERRUPTED


def _failed(error: Exception, debugging: bool) -> int:
    if debugging:
        traceback.print_exception(error)
    tell(f"maillage: {told(error)}", "error")
    return code_of(error)


def _carried_out(arguments: list[str]) -> int:
    try:
        with app.make_context("maillage", arguments) as context:
            app.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as end:
        return end.exit_code
    return 0


def _debugging(arguments: Sequence[str]) -> bool:
    before = arguments[:arguments.index("--")] if "--" in arguments else arguments
    return "--debug" in before


def _never_fail_on_a_letter(stream: TextIO) -> None:
    """A terminal that lacks a letter shows ``?`` for it; files and pipes get UTF-8."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is None:
        return
    if stream.isatty():
        reconfigure(errors="replace")
    else:
        reconfigure(encoding="utf-8", errors="backslashreplace")


def _let_go_of_stdout() -> None:
    """Whoever read it (``| head``) has left; Python must not complain of that while it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
