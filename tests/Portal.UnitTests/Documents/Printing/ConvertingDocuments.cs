using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Web.Documents.Printing;
using Portal.Web.Processes;

namespace Portal.UnitTests.Documents.Printing;

/// <summary>LibreOffice does what a program of others does: hangs, gives up, makes nothing, is not there. In its place stands a script that does so.</summary>
public sealed class ConvertingDocuments : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("converting-").FullName;

    private readonly string _work;

    public ConvertingDocuments() => _work = Directory.CreateDirectory(Path.Combine(_folder, "work")).FullName;

    private string Pdf => Path.Combine(_folder, "made.pdf");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_program_that_hangs_is_ended_with_all_it_started_and_the_document_has_no_pages()
    {
        var child = Path.Combine(_folder, "child");

        (await FailureOfAsync($"sleep 600 &\necho $! > {child}\nwait")).ShouldBe("it takes too long");

        IsRunning(int.Parse(await File.ReadAllTextAsync(child, TestContext.Current.CancellationToken), CultureInfo.InvariantCulture)).ShouldBeFalse();
        Directory.GetFiles(_folder, "made.pdf*").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_program_ends_with_all_it_started_when_the_portal_ends_before_it()
    {
        var script = Path.Combine(_folder, "soffice");
        Write(script, "sleep 600 &\necho $!\nwait");
        using var process = Process.Start(LimitedProcess.OfOthers(script, [], 60, 256))!;
        var child = int.Parse((await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!, CultureInfo.InvariantCulture);

        process.StandardInput.Close(); // As the system does when the portal is killed.

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken); // Ends with the last that holds it.
        IsRunning(child).ShouldBeFalse();
    }

    [Fact]
    public async Task One_that_takes_more_memory_than_it_may_gives_up_and_one_that_takes_less_does_not()
    {
        (await FailureOfAsync("head -c 600000000 /dev/zero | tail -c 600000000 > document.pdf || exit 1")).ShouldBe("the program that prints gave up on it");
        await ConvertAsync("head -c 60000000 /dev/zero | tail -c 60000000 > document.pdf || exit 1");
    }

    [Fact]
    public async Task What_a_killed_portal_left_is_cleared_away_by_the_next_run_and_what_is_at_work_is_not()
    {
        var (left, used, others) = (Path.Combine(_work, "portal-print-0000000a"), Path.Combine(_work, "portal-print-0000000b"), Path.Combine(_work, "portal-print-of-somebody"));
        Directory.CreateDirectory(Path.Combine(left, "profile"));
        Directory.CreateDirectory(used);
        Directory.CreateDirectory(others);
        await File.WriteAllTextAsync(others + ".lock", "", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(left + ".lock", "", TestContext.Current.CancellationToken);
        using var held = new FileStream(used + ".lock", FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);

        await ConvertAsync("cp document.docx document.pdf");

        Directory.GetFileSystemEntries(_work).Order(StringComparer.Ordinal).ShouldBe([used, used + ".lock", others, others + ".lock"]);
    }

    [Fact]
    public async Task What_is_printed_lies_where_no_other_account_reads()
    {
        var modes = Path.Combine(_folder, "modes");

        await ConvertAsync($"stat -c %a {_work}/portal-print-*[0-9a-f] > {modes}\ncp document.docx document.pdf");

        (await File.ReadAllTextAsync(modes, TestContext.Current.CancellationToken)).ShouldBe("700\n");
    }

    [Fact]
    public async Task One_that_says_more_than_anybody_wants_to_hear_is_heard_to_its_end() =>
        (await FailureOfAsync("head -c 3000000 /dev/zero\nhead -c 3000000 /dev/zero >&2\nexit 3")).ShouldBe("the program that prints gave up on it");

    [Fact]
    public async Task One_that_ends_well_and_makes_nothing_or_an_empty_file_has_made_no_page()
    {
        (await FailureOfAsync("exit 0")).ShouldBe("no page came of it");
        (await FailureOfAsync(": > document.pdf")).ShouldBe("no page came of it");
    }

    [Fact]
    public async Task What_it_makes_is_there_only_when_it_is_whole()
    {
        await ConvertAsync("cp document.docx document.pdf");

        (await File.ReadAllTextAsync(Pdf, TestContext.Current.CancellationToken)).ShouldBe("A document");
        Directory.GetFiles(_folder, "made.pdf*").ShouldBe([Pdf]);
    }

    [Fact]
    public async Task Where_it_is_not_installed_that_is_said()
    {
        var office = new OfficeConverter(new PrintingOptions { LibreOffice = Path.Combine(_folder, "nothing") }, NullLogger<OfficeConverter>.Instance);

        office.IsAvailable.ShouldBeFalse();
        (await Should.ThrowAsync<PrintingFailed>(() => office.ConvertAsync(new MemoryStream(), ".docx", Pdf, CancellationToken.None))).Message.ShouldContain("not installed");
    }

    private async Task<string> FailureOfAsync(string script) => (await Should.ThrowAsync<PrintingFailed>(() => ConvertAsync(script))).Message;

    private async Task ConvertAsync(string script)
    {
        var program = Path.Combine(_folder, "soffice");
        Write(program, script);
        var office = new OfficeConverter(new PrintingOptions { LibreOffice = program, Seconds = 2, Megabytes = 256, Folder = _work }, NullLogger<OfficeConverter>.Instance);
        await office.ConvertAsync(new MemoryStream("A document"u8.ToArray()), ".docx", Pdf, TestContext.Current.CancellationToken);
    }

    private static void Write(string program, string script)
    {
        File.WriteAllText(program, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>One that has ended and whose end nobody has asked for is not running.</summary>
    private static bool IsRunning(int id)
    {
        var state = $"/proc/{id}/stat";
        return File.Exists(state) && !File.ReadAllText(state).Contains(") Z", StringComparison.Ordinal);
    }
}
