using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Web.Features.Evidence;
using Portal.Web.Features.SelfAssessments;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Pages;

/// <summary>A body sees only its own and a review team only its reviews: on every page of the endpoint list, with every id that Northshire has.</summary>
public sealed class KeepingBodiesApart(PortalFixture portal) : PortalTest(portal)
{
    private IReadOnlyList<PortalPageEndpoint> _pages = [];

    protected override async Task SetUpAsync() => _pages = await PortalPages.AllAsync(Portal.Host);

    [Fact]
    public async Task No_stranger_finds_a_page_or_a_file_of_Northshire()
    {
        var theirs = await Everything.AtNorthshireAsync(Portal, Given);
        var addresses = Addresses(theirs).Where(a => a.IsTheirs).ToList();
        var before = await Portal.FingerprintAsync();

        var offences = new List<string>();
        foreach (var who in Everything.Strangers)
        {
            var stranger = await SignedInAs(who);
            foreach (var address in addresses)
            {
                var page = await stranger.Open(address.Path);
                if (page.Status is not (HttpStatusCode.NotFound or HttpStatusCode.Forbidden))
                {
                    offences.Add($"{who} opens {address.Path}: {page.Status}");
                }

                offences.AddRange(Seen(page, [.. theirs.Content, "Northshire"]).Select(word => $"{who} reads “{word}” at {address.Path}"));
            }
        }

        offences.ShouldBeEmpty();
        (await Portal.FingerprintAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Each_of_these_pages_opens_to_somebody_it_is_for()
    {
        // Otherwise the test above would pass with wrong addresses. A page of one stage opens in that stage: one of the assessments is in it.
        var theirs = await Everything.AtNorthshireAsync(Portal, Given);

        var closed = new List<string>();
        foreach (var page in Addresses(theirs).Where(a => a.IsTheirs).GroupBy(a => (a.Page.Name, Asks: a.Path.Contains('?', StringComparison.Ordinal))))
        {
            if (!await OpensToSomebodyAsync(page.Select(a => a.Path)))
            {
                closed.Add(page.First().Path);
            }
        }

        closed.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_strangers_see_elsewhere_says_the_same_before_and_after_all_that_Northshire_did()
    {
        await AtWestmereAsync();
        await Given.DraftBegun();
        var nothingYet = await ReadByStrangersAsync(Everything.Strangers);

        var theirs = await Everything.AtNorthshireAsync(Portal, Given);
        foreach (var (address, text) in await ReadByStrangersAsync(Everything.Strangers))
        {
            text.ShouldBe(nothingYet[address], address);
        }

        (await (await SignedInAs("tom.whitfield")).Open("/evidence?handler=Csv")).Html.ShouldContain("Audit of repeat referrals");
        theirs.Assessments.Count.ShouldBe(3);
    }

    [Fact]
    public async Task An_administrator_sees_that_work_goes_on_but_nothing_of_what_it_says()
    {
        var theirs = await Everything.AtNorthshireAsync(Portal, Given);
        var administrator = await SignedInAs("pat.quinn");

        var offences = new List<string>();
        foreach (var address in Addresses(theirs))
        {
            var page = await administrator.Open(address.Path);
            offences.AddRange(Seen(page, theirs.Content).Select(word => $"“{word}” at {address.Path}"));
            if (address.IsTheirs && page.Status == HttpStatusCode.OK && !IsOfAdministrators(address.Page.Name))
            {
                offences.Add($"{address.Path} opens");
            }
        }

        offences.ShouldBeEmpty();
        (await administrator.Open($"/administration/workflows/case/{theirs.Cases[0]}")).ShouldSay("Northshire Safeguarding Children Board");
    }

    [Fact]
    public async Task What_a_stranger_sends_to_a_page_of_Northshire_changes_nothing()
    {
        var theirs = await Everything.AtNorthshireAsync(Portal, Given);
        var forms = await FormsAsync(theirs);
        var before = await Portal.FingerprintAsync();

        var offences = new List<string>();
        foreach (var who in Everything.Strangers.Append("pat.quinn"))
        {
            var stranger = await SignedInAs(who);
            foreach (var form in forms.Where(f => who != "pat.quinn" || !IsOfAdministrators(f.To)))
            {
                var answer = await stranger.SendAsOwn(form);
                if (answer.Status is not (HttpStatusCode.NotFound or HttpStatusCode.Forbidden))
                {
                    offences.Add($"{who} sends to {form.To}: {answer.Status}");
                }

                offences.AddRange(Seen(answer, [.. theirs.Content, "Northshire"]).Select(word => $"{who} reads “{word}” after sending to {form.To}"));
            }
        }

        offences.ShouldBeEmpty();
        (await Portal.FingerprintAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Nothing_of_Northshire_can_be_named_in_a_form_of_ones_own()
    {
        var theirs = await Everything.AtNorthshireAsync(Portal, Given);
        var (own, item) = await AtWestmereAsync();
        var theirPost = await Portal.ReadAsync(db => db.Posts.Where(p => p.BodyId == theirs.Board && p.Role == PostRole.Contributor).Select(p => p.Id).FirstAsync());
        var manager = await SignedInAs("janet.moss");
        var assigning = (await manager.Open($"/self-assessments/assign-area/{own}/LSCB")).Forms.ShouldHaveSingleItem();
        var before = await Portal.FingerprintAsync();

        var sent = new Dictionary<string, OfferedForm>
        {
            ["links their item to an own criterion"] = Form($"/evidence/link/{own}/LSCB-02", ("Input.Rows[0].Id", $"{theirs.Evidence[0]}"), ("Input.Rows[0].Chosen", "true")),
            ["takes their link away from an own page"] = Form($"/evidence/link/{own}/LSCB-02?handler=Unlink&linkId={theirs.Links[0]}"),
            ["takes their link away from an own item"] = Form($"/evidence/details/{item}?handler=Unlink&linkId={theirs.Links[0]}"),
            ["links an own item to their criterion"] = Form($"/evidence/details/{item}", ("Input.Target", $"{theirs.InProgress}/LSCB-02")),
            ["describes their item among own"] = Form(
                $"/evidence/describe?item={item}",
                ("Input.Rows[0].Id", $"{theirs.Evidence[0]}"), ("Input.Rows[0].Title", "Mine"), ("Input.Rows[0].Kind", "Audit"), ("Input.Rows[0].Shows", "Mine"),
                ("Input.Rows[0].Describes.Day", "1"), ("Input.Rows[0].Describes.Month", "2"), ("Input.Rows[0].Describes.Year", "2015")),
            ["gives own work to their post"] = Form(
                $"/self-assessments/assign-area/{own}/LSCB",
                ("Input.Lead", $"{theirPost}"), ("Input.DueOn.Day", "31"), ("Input.DueOn.Month", "3"), ("Input.DueOn.Year", "2015")).With(assigning.Fields),
            ["opens a self-assessment for them"] = Form(
                "/self-assessments/open",
                ("Input.Body", $"{theirs.Board}"), ("Input.Framework", $"{Given.Framework}@1"), ("Input.PeriodFrom", "2014-03-01"), ("Input.PeriodTo", "2015-02-28"),
                ("Input.SubmissionDate", "2015-05-05")),
        };
        foreach (var (act, form) in sent)
        {
            var answer = await manager.SendAsOwn(form);
            ((int)answer.Status).ShouldBeInRange(400, 409, act);
            Seen(answer, [.. theirs.Content, "Northshire"]).ShouldBeEmpty(act);
        }

        (await Portal.FingerprintAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_review_team_sees_the_pack_it_was_given_its_timetable_and_nothing_behind_it()
    {
        var theirs = await Everything.AtNorthshireAsync(Portal, Given);
        var tasks = await Portal.ReadAsync(db => db.Tasks.Where(t => t.MatterId == theirs.Timetable && db.Posts.Any(p => p.Id == t.PostId && p.Role == PostRole.LeadInspector))
            .Select(t => t.Id).ToListAsync());
        string[] given = ["/presentations/show/", "/presentations/handout/", "/presentations/audience/", "/packs/details/", "/packs/download/", "/packs/report/", "/reviews/details/", "/late-additions/download/", $"/matters/details/{theirs.Timetable}"];
        string[] ledToo = [$"/matters/move/{theirs.Timetable}", $"/matters/withdraw/{theirs.Timetable}", $"/matters/timetable/{theirs.Review}", $"/reviews/team/{theirs.Review}", $"/reviews/offer/{theirs.Review}", $"/reviews/given/{theirs.Openings[0]}", $"/reviews/move-opening/{theirs.Openings[0]}", $"/reviews/withdraw-opening/{theirs.Openings[0]}", $"/reviews/take-out/{theirs.Review}", .. tasks.Select(t => $"/matters/task/{t}"), .. tasks.Select(t => $"/matters/more-time/{t}")];

        foreach (var (who, mayOpen) in new (string, string[])[] { ("ruth.bannister", [.. given, .. ledToo]), ("karl.voss", given) })
        {
            var inspector = await SignedInAs(who);
            var opened = new HashSet<string>();
            foreach (var address in Addresses(theirs).Where(a => a.IsTheirs && a.Page.Name != "/Messages/Details"))
            {
                if ((await inspector.Open(address.Path)).Status == HttpStatusCode.OK)
                {
                    opened.Add(address.Path);
                }
            }

            opened.Where(path => !mayOpen.Any(path.StartsWith)).ShouldBeEmpty(who);
            mayOpen.Where(may => !opened.Any(path => path.StartsWith(may, StringComparison.Ordinal))).ShouldBeEmpty(who);
        }
    }

    private static OfferedForm Form(string to, params (string Name, string Value)[] fields) =>
        new(to, [.. fields.Select(f => KeyValuePair.Create(f.Name, f.Value))], false);

    private static IEnumerable<string> Seen(HtmlPage page, IEnumerable<string> words)
    {
        var text = WebUtility.HtmlDecode(page.Html);
        return words.Where(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    private IEnumerable<PageAddress> Addresses(Everything theirs)
    {
        var book = new AddressBook(theirs);
        return _pages.SelectMany(book.Of);
    }

    /// <summary>How cases stand, what becomes of those that cannot go on, and where mail goes is an administrator's business; what is written in them is not.</summary>
    private static bool IsOfAdministrators(string page) =>
        page.StartsWith("/administration/workflows/", StringComparison.OrdinalIgnoreCase) || page.Replace("-", "", StringComparison.Ordinal).StartsWith("/administration/correctemail", StringComparison.OrdinalIgnoreCase) || page.StartsWith("/administration/audit", StringComparison.OrdinalIgnoreCase);

    private async Task<bool> OpensToSomebodyAsync(IEnumerable<string> paths)
    {
        foreach (var (who, path) in Everything.Rightful.SelectMany(who => paths, (who, path) => (who, path)))
        {
            if ((await (await SignedInAs(who)).Open(path)).Status == HttpStatusCode.OK)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What each of them reads wherever nothing of Northshire stands in the address.</summary>
    private async Task<Dictionary<string, string>> ReadByStrangersAsync(IEnumerable<string> strangers)
    {
        var nowhere = new AddressBook(Everything.Nowhere);
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var who in strangers)
        {
            var stranger = await SignedInAs(who);
            foreach (var path in _pages.SelectMany(nowhere.Of).Where(a => !a.IsTheirs).Select(a => a.Path).Append("/evidence?handler=Csv").Distinct())
            {
                var page = await stranger.Open(path);
                read.Add($"{path} as {who}", $"{page.Status} {(page.Document.QuerySelector("main") is null ? page.Html : page.Text)}");
            }
        }

        return read;
    }

    /// <summary>Every form that the people of Northshire are offered, and every handler of these pages as it stands.</summary>
    private async Task<IReadOnlyList<OfferedForm>> FormsAsync(Everything theirs)
    {
        var forms = new Dictionary<string, OfferedForm>(StringComparer.Ordinal);
        var fields = new Dictionary<string, List<KeyValuePair<string, string>>>(StringComparer.Ordinal);
        var addresses = Addresses(theirs).Where(a => a.IsTheirs && a.Page.Handlers("Post").Count > 0).ToList();
        foreach (var address in addresses)
        {
            fields.TryAdd(address.Page.Name, [KeyValuePair.Create("Input.Reason", "None of our business.")]);
            foreach (var who in Everything.Rightful)
            {
                foreach (var form in (await (await SignedInAs(who)).Open(address.Path)).Forms)
                {
                    forms.TryAdd(form.To, form);
                    fields[address.Page.Name].AddRange(form.Fields);
                }
            }
        }

        forms.Count.ShouldBeGreaterThan(20);
        foreach (var address in addresses)
        {
            foreach (var handler in address.Page.Handlers("Post"))
            {
                var to = handler.Length == 0 ? address.Path : $"{address.Path}{(address.Path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}handler={handler}";
                forms.TryAdd(to, new OfferedForm(to, [.. fields[address.Page.Name].DistinctBy(f => f.Key)], address.Page.Name == "/Evidence/Upload"));
            }
        }

        return [.. forms.Values];
    }

    private async Task<(Id<SelfAssessment> Assessment, Id<EvidenceItem> Item)> AtWestmereAsync()
    {
        var board = await Portal.ReadAsync(db => db.Bodies.Where(b => b.Code == "demo-westmere-board").Select(b => b.Id).SingleAsync());
        var id = await Portal.AsAsync("robert.fielding", s => s.GetRequiredService<OpenSelfAssessment>().ForAsync(board, Given.Framework, 1, Given.Plan, default));
        return await Portal.AsAsync("janet.moss", async s =>
        {
            await s.GetRequiredService<SaveAnswer>().AsAsync(id, "LSCB-02", new AnswerText("Ours.", "Ours.", "Ours.", "Ours.", null), 0, default);
            await using var content = new MemoryStream(Encoding.UTF8.GetBytes("An audit of Westmere.\n"));
            var item = await s.GetRequiredService<AddEvidence>().ToLibraryAsync(
                board, new EvidenceDescription("Audit of our own", EvidenceKind.Audit, new DateOnly(2014, 11, 30), "Ours."), "own.txt", content, default);
            return (id, item);
        });
    }
}
