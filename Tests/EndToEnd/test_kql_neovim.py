"""The editor's set-up that the manual shows, in the editor itself. Skipped where Neovim is not installed."""
import json
import os
import pathlib
import re
import shutil
import subprocess

import pytest

from conftest import HERE, SALLY, Sally

DRIVER = """
local function ask(method, line, character)
  local answers = vim.lsp.buf_request_sync(0, method, {
    textDocument = { uri = vim.uri_from_bufnr(0) }, position = { line = line, character = character },
  }, 20000)
  for _, answer in pairs(answers or {}) do return answer.result end
end
local function labels(text)
  vim.api.nvim_buf_set_lines(0, 0, -1, false, { text })
  local found = {}
  for _, item in ipairs(ask("textDocument/completion", 0, #text).items) do table.insert(found, item.label) end
  return found
end
local found = {}
vim.wait(20000, function() return #vim.diagnostic.get(0) > 0 end)
for _, one in ipairs(vim.diagnostic.get(0)) do table.insert(found, { one.lnum, one.col, one.code, one.message }) end
local result = { filetype = vim.bo.filetype, diagnostics = found, hover = ask("textDocument/hover", 0, 3).contents.value }
result.columns = labels("DeviceEvents | where Act")
result.functions = labels("print x = Gro")
vim.api.nvim_buf_set_lines(0, 0, -1, false, { "DeviceEvents|take 5" })
if vim.lsp.buf.format then vim.lsp.buf.format({ timeout_ms = 20000 }) else vim.lsp.buf.formatting_sync(nil, 20000) end
result.formatted = vim.api.nvim_buf_get_lines(0, 0, -1, false)
vim.fn.writefile({ vim.fn.json_encode(result) }, "result.json")
vim.cmd("qa!")
"""


@pytest.mark.skipif(shutil.which("nvim") is None, reason="Neovim is not installed")
def test_neovim_marks_explains_completes_and_lays_out(tmp_path):
    manual = (HERE.parent.parent / "docs" / "kql.md").read_text()
    (tmp_path / "init.lua").write_text(re.search(r"```lua\n(.*?)```", manual, re.DOTALL)[1])
    (tmp_path / "drive.lua").write_text(DRIVER)
    (tmp_path / "functions").mkdir()
    (tmp_path / "functions" / "Grown.kql").write_text("// Adds to a number\n(n: long, more: long = 1) { n + more }\n")
    (tmp_path / "query.kql").write_text("DeviceEvents | where Nothing == 1\n")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "sally").symlink_to(pathlib.Path(SALLY).resolve())
    home = Sally(tmp_path)
    environment = {**home.environment, "PATH": f"{tmp_path / 'bin'}{os.pathsep}{home.environment['PATH']}"}
    subprocess.run(["nvim", "--headless", "-n", "-u", "init.lua", "query.kql", "-S", "drive.lua"], cwd=tmp_path,
                   env=environment, timeout=120, check=True, capture_output=True)
    result = json.loads((tmp_path / "result.json").read_text())
    assert result["filetype"] == "kql"
    assert result["diagnostics"][0][:3] == [0, 21, "KS142"] and "'Nothing'" in result["diagnostics"][0][3]
    assert "ActionType: string" in result["hover"]
    assert result["columns"][0] == "ActionType"
    assert result["functions"] == ["Grown"]
    assert result["formatted"] == ["DeviceEvents", "| take 5"]
