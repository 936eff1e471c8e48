using System.Net;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Pages;

/// <summary>What pages ask of the database does not grow with what there is.</summary>
public sealed class AskingTheDatabase(PortalFixture portal) : PortalTest(portal)
{
    /// <summary>Lists and pages whose text must have grown, so that the comparison means something; the list of all mails fills its page before.</summary>
    private static readonly IReadOnlyList<string> _growing =
    [
        "/Index", "/Inbox/Index", "/Inbox/Team", "/SelfAssessments/Index", "/SelfAssessments/Answer", "/SelfAssessments/Overview", "/SelfAssessments/Readiness",
        "/SelfAssessments/History", "/SelfAssessments/Comments", "/SelfAssessments/Thread", "/Evidence/Index", "/Evidence/Link", "/Packs/Index", "/Packs/Details", "/Reviews/Index", "/People/Index", "/Messages/Index",
        "/People/Sent", "/Administration/Jobs", "/Administration/Workflows/Index", "/Administration/Workflows/Case",
    ];

    /// <summary>Lists of which a page shows 25 rows.</summary>
    private static readonly IReadOnlyList<string> _paged =
    [
        "/Evidence/Index", "/SelfAssessments/Timeline", "/SelfAssessments/History", "/SelfAssessments/Comments", "/SelfAssessments/Thread", "/Messages/Index", "/People/Sent", "/Administration/Jobs", "/Administration/Mail", "/Administration/Workflows/Index",
    ];

    [Fact]
    public async Task No_page_asks_more_often_when_there_is_twenty_times_as_much_and_no_list_reads_more_than_it_shows()
    {
        var theirs = await Everything.AtNorthshireAsync(Portal, Given);
        var pages = await OpenableAsync(theirs);

        var before = await AskAsync(pages);
        await MuchMore.AtNorthshireAsync(Portal, theirs);
        var after = await AskAsync(pages);

        var more = pages.Where(p => after[p.Path].Asked.Statements.Count > before[p.Path].Asked.Statements.Count)
            .Select(p => $"{p.Path} (as {p.Who}): {before[p.Path].Asked.Statements.Count} statements, then {after[p.Path].Asked.Statements.Count}:\n{Repeated(after[p.Path].Asked)}");
        more.ShouldBeEmpty();
        pages.Where(p => _paged.Contains(p.Page)).Select(p => (p.Path, after[p.Path].Asked.Rows)).Where(p => p.Rows > 50)
            .ShouldBeEmpty("These pages read rows that they do not show.");
        _growing.Where(name => pages.Where(p => p.Page == name).All(p => after[p.Path].Length <= before[p.Path].Length))
            .ShouldBeEmpty("These pages show no more than before: the scene does not reach them.");
    }

    private static string Repeated(CountedStatements.Asked asked) =>
        string.Join('\n', asked.Statements.GroupBy(s => s).Where(g => g.Count() > 1).Select(g => $"{g.Count()} × {g.Key}"));

    /// <summary>Each address of a page that answers with a page, with somebody who may open it; a page says the same to all who may.</summary>
    private async Task<IReadOnlyList<(string Page, string Path, string Who)>> OpenableAsync(Everything theirs)
    {
        var openable = new List<(string Page, string Path, string Who)>();
        var book = new AddressBook(theirs);
        foreach (var address in (await PortalPages.AllAsync(Portal.Host)).Where(p => p.Name != "/Error").SelectMany(book.Of).DistinctBy(a => a.Path))
        {
            foreach (var who in Everything.Rightful)
            {
                using var answer = await (await SignedInAs(who)).Get(address.Path);
                if (answer.StatusCode == HttpStatusCode.OK && answer.Content.Headers.ContentType?.MediaType == "text/html")
                {
                    openable.Add((address.Page.Name, address.Path, who));
                    break;
                }
            }
        }

        return openable;
    }

    private async Task<Dictionary<string, (CountedStatements.Asked Asked, int Length)>> AskAsync(IReadOnlyList<(string Page, string Path, string Who)> pages)
    {
        var asked = new Dictionary<string, (CountedStatements.Asked, int)>(StringComparer.Ordinal);
        foreach (var (_, path, who) in pages)
        {
            var visitor = await SignedInAs(who);
            var length = 0;
            var statements = await Portal.Host.Statements.WhileAsync(async () =>
            {
                var page = await visitor.Open(path);
                page.Status.ShouldBe(HttpStatusCode.OK, path);
                length = page.Html.Length;
            });
            asked.Add(path, (statements, length));
        }

        return asked;
    }
}
