"""jupyter_kernel_test with every test switched on. Run by kernel-test.test.ts, which makes the kernelspec."""

import unittest

import jupyter_kernel_test as jkt


class GatelabTests(jkt.KernelTests):
    kernel_name = "gatelab-under-test"
    language_name = "typescript"
    file_extension = ".ts"

    code_hello_world = "console.log('hello, world')"
    code_stderr = "console.error('to stderr')"

    completion_samples = [
        {"text": "[1, 2].redu", "matches": {"reduce", "reduceRight"}},
        {"text": "Math.cbr", "matches": {"cbrt"}},
        {"text": "JSON.par", "matches": {"parse"}},
    ]

    complete_code_samples = ["1", "const a = 1", "for (const x of [1]) {}", "'ok'", "await null", "// note"]
    incomplete_code_samples = ["function f() {", "[1, 2", "`open ${1}", "if (true) {", "/* note"]
    invalid_code_samples = ["const = 3", "}", "1 2 3)", "for (;)"]

    code_page_something = "await page('a long page')"

    code_generate_error = "throw new Error('on purpose')"

    code_execute_result = [
        {"code": "1 + 2 + 3", "result": "6"},
        {"code": "[1, 2, 3].map((n) => n * n)", "result": "[ 1, 4, 9 ]"},
        {"code": "({ a: 1 })", "result": "{ a: 1 }"},
        {"code": "'text'", "result": "'text'"},
        {"code": "const x: number = 2; x ** 10", "result": "1024"},
    ]

    code_display_data = [
        {"code": "display({ 'text/html': '<b>bold</b>' })", "mime": "text/html"},
        {"code": "display({ 'image/svg+xml': '<svg xmlns=\"http://www.w3.org/2000/svg\"/>' })", "mime": "image/svg+xml"},
        {"code": "display(3)", "mime": "text/plain"},
    ]

    code_history_pattern = "1?+?2*"
    supported_history_operations = ("tail", "range", "search")

    code_inspect_sample = "Math.max"
    code_clear_output = "clearOutput()"


class GatelabWelcomeTests(jkt.IopubWelcomeTests):
    kernel_name = "gatelab-under-test"
    support_iopub_welcome = True


# The base classes are no tests of their own.
def load_tests(loader, _tests, _pattern):
    suite = unittest.TestSuite()
    for case in (GatelabTests, GatelabWelcomeTests):
        suite.addTests(loader.loadTestsFromTestCase(case))
    return suite


if __name__ == "__main__":
    unittest.main(verbosity=2)
