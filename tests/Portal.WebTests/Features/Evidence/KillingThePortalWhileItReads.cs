using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Evidence;
using Portal.Web.Features.Evidence;
using Portal.Web.Searching;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Evidence;

/// <summary>A real process, really killed while it reads the text of a file.</summary>
public sealed class KillingThePortalWhileItReads(PortalFixture portal) : PortalTest(portal)
{
    private const int Pages = 1_500;

    [Fact]
    public async Task Nothing_is_kept_of_half_a_reading_and_the_next_process_reads_the_file_once()
    {
        var scene = await Given.Assigned();
        await Portal.AsAsync(Given.Manager, async s =>
        {
            using var content = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\f', Enumerable.Range(1, Pages).Select(Page))));
            return await s.GetRequiredService<AddEvidence>().ToLibraryAsync(
                scene.Board, new EvidenceDescription("Minutes", EvidenceKind.Document, new DateOnly(2014, 11, 30), "What was decided."), "minutes.txt", content, default);
        });

        int reader;
        using (var first = Start())
        {
            reader = await first.ChildAsync("extract");
            await first.KillAsync();
        }

        await Eventually.IsTrueAsync(() => Task.FromResult(!Directory.Exists($"/proc/{reader}")));
        (await TextAsync()).State.ShouldBe(ReadingState.Waiting);
        (await PagesAsync(), await FoundAsync()).ShouldBe((0, 0));

        using (Start())
        {
            await Eventually.IsTrueAsync(async () => (await TextAsync()).State != ReadingState.Waiting);
        }

        var read = await TextAsync();
        (read.State, read.PageCount, read.Attempt).ShouldBe((ReadingState.Read, Pages, 1));
        (await PagesAsync(), await FoundAsync()).ShouldBe((Pages, Pages));
    }

    private static string Page(int number) => string.Concat(Enumerable.Repeat($"Page {number}: each child was seen alone, and what was said was written down. ", 30));

    private Task<FileText> TextAsync() => Portal.ReadAsync(db => db.Set<FileText>().AsNoTracking().SingleAsync());

    private Task<int> PagesAsync() => Portal.ReadAsync(db => db.Set<TextPage>().CountAsync());

    private Task<int> FoundAsync() => Portal.ReadAsync(db => db.Set<SearchEntry>().Where(e => e.Sha256 != null).CountAsync());

    private PortalProcess Start() => Portal.StartProcess(new Dictionary<string, string?>
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Development",
        ["Jobs:PollSeconds"] = "1",
        ["Jobs:LeaseSeconds"] = "3",
    });
}
