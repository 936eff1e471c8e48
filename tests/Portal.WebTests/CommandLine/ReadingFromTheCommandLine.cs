using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Evidence;
using Portal.Web.Searching;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.CommandLine;

public sealed class ReadingFromTheCommandLine(PortalFixture portal) : PortalTest(portal)
{
    [Fact]
    public async Task The_operator_makes_the_index_anew_and_has_files_read_again()
    {
        var scene = await Given.Assigned();
        await Given.EvidenceItem(scene, "broken.pdf", () => new MemoryStream(Encoding.UTF8.GetBytes("%PDF-1.4\nno document")));
        await Given.JobsRun();
        await Portal.ReadAsync(db => db.Set<SearchEntry>().ExecuteDeleteAsync());

        (await RunAsync("search", "rebuild")).ShouldContain("made anew");
        (await RunAsync("read-again", "damaged")).ShouldContain("Files that will be read again: 1");
        (await RunAsync("read-again", "unheard-of", exit: 2)).ShouldContain("TookTooLong");

        (await Portal.ReadAsync(db => db.Set<SearchEntry>().CountAsync(e => e.Source == SearchSource.Item))).ShouldBe(1);
        (await Portal.ReadAsync(db => db.Set<FileText>().Select(t => t.State).SingleAsync())).ShouldBe(ReadingState.Waiting);
    }

    private async Task<string> RunAsync(string command, string argument, int exit = 0)
    {
        using var process = Portal.StartProcess(new Dictionary<string, string?>(), command, argument);
        (await process.ExitCodeAsync()).ShouldBe(exit, process.Said);
        return process.Said;
    }
}
