using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Web.Auditing;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Frameworks;

/// <summary>The framework author writes a version in the browser, is told everything that is wrong with it, sees what it changes, and publishes it.</summary>
public sealed class WritingAFramework(PortalFixture portal) : PortalTest(portal)
{
    private const string Author = "neil.frost";

    [Fact]
    public async Task The_next_version_is_begun_changed_read_and_published_for_good()
    {
        var author = await SignedInAs(Author);
        var drafts = await (await author.Open("/frameworks")).Follow("Drafts of frameworks");
        var draft = await drafts.Submit("Begin the next version", ("Which published version does it replace?", "Reviews of Local Safeguarding Children Boards, version 1"));
        draft.ShouldSay("Compared with version 1: 0 of 11 criteria changed.");

        var criterion = await draft.Follow("LSCB-02 Front-line practice is watched");
        var changed = await criterion.Submit("Save and go back to the draft", ("What is good", "The board watches practice closely, early help included."), ("Evidence that often helps", "dataset\n\n  audits "));
        changed.ShouldSay("1 of 11 criteria changed.");
        changed.Document.QuerySelectorAll("ins").Select(i => i.TextContent).ShouldContain(t => t.Contains("watches", StringComparison.Ordinal));
        (await changed.Submit("Publish version 2 of LSCB review")).ShouldShowError("Say why this version is published");
        var published = await changed.Submit("Publish version 2 of LSCB review", ("Why is it published?", "Practice is watched more closely now."));

        published.Path.ShouldBe($"/frameworks/details/{Given.Framework}/2");
        (await published.Follow("What changed since version 1")).ShouldSay("Wording changed");
        var row = await Portal.ReadAsync(db => db.Set<PublishedFramework>().SingleAsync(f => f.Code == Given.Framework && f.Version == 2));
        JsonNode.Parse(row.Json)!["judgements"]![0]!["criteria"]![1]!["evidenceHints"]!.AsArray().Select(h => (string)h!).ShouldBe(["dataset", "audits"]);
        (await Portal.ReadAsync(db => db.Set<AuditEntry>().SingleAsync(a => a.Action == "framework-published"))).Reason.ShouldBe("Practice is watched more closely now.");
        (await Portal.ReadAsync(db => db.Set<FrameworkDraft>().CountAsync())).ShouldBe(0);
        (await author.Open("/self-assessments/open")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await (await SignedInAs(Given.Chair)).Open("/self-assessments/open")).Document.QuerySelectorAll("input[name='Input.Framework']").Select(i => i.GetAttribute("value"))
            .ShouldContain($"{Given.Framework}@2");
    }

    [Fact]
    public async Task A_published_version_is_never_written_again()
    {
        var id = await BegunAsync(NextVersion.Json());
        await PublishedAsync(id);

        var again = await BegunAsync(NextVersion.Json());

        (await ExaminedAsync(again)).Faults.Single().ToString().ShouldBe($"$.version: 2 of {Given.Framework} is published and never changes; the next free one is 3");
        (await Should.ThrowAsync<RuleBroken>(() => PublishedAsync(again))).Code.ShouldBe("framework.draft-faulty");
        var other = NextVersion.Json();
        other["title"] = "Another title";
        await Should.ThrowAsync<Web.Seeding.SeedFileRefused>(() => NextVersion.PublishedAsync(Portal, other));
        (await Portal.ReadAsync(db => db.Set<PublishedFramework>().SingleAsync(f => f.Code == Given.Framework && f.Version == 2))).Title.ShouldNotBe("Another title");
    }

    [Fact]
    public async Task Every_fault_is_listed_with_its_place_and_the_draft_is_kept()
    {
        var file = NextVersion.Json();
        var criteria = file["judgements"]![0]!["criteria"]!.AsArray();
        criteria[1]!["id"] = "LSCB-01";
        file["replaces"]!["criteria"]![1]!["to"] = new JsonArray("LSCB-77");
        file["judgements"]![0]!["parent"] = "B";
        file["judgements"]!.AsArray().Add(new JsonObject
        {
            ["code"] = "B", ["title"] = "Another", ["kind"] = "sub-judgement", ["parent"] = "LSCB", ["descriptors"] = file["judgements"]![0]!["descriptors"]!.DeepClone(), ["criteria"] = new JsonArray(),
        });

        var page = await (await UploadAsync("draft.json", Encoding.UTF8.GetBytes(file.ToJsonString()))).Follow("Download it");

        page.Status.ShouldBe(HttpStatusCode.OK);
        var draft = await OnlyDraftAsync();
        draft.ShouldSay("faults stand in the way of publishing")
            .ShouldSay("$.judgements[0].criteria[1].id \"LSCB-01\" is given twice")
            .ShouldSay("$.judgements[0].parent \"B\" must be listed before the judgements that belong to it")
            .ShouldSay("$.replaces.criteria[1].to[0] \"LSCB-77\" is not a criterion of this framework");
        draft.Document.QuerySelectorAll("button").Select(HtmlPage.Words).ShouldNotContain(b => b.StartsWith("Publish", StringComparison.Ordinal));
        JsonNode.DeepEquals(JsonNode.Parse((await Portal.ReadAsync(db => db.Set<FrameworkDraft>().SingleAsync())).Json), file).ShouldBeTrue();
    }

    [Fact]
    public async Task An_id_of_an_older_version_is_not_used_for_something_else()
    {
        await PublishedAsync(await BegunAsync(NextVersion.Json()));
        var third = await Portal.AsAsync(Author, s => s.GetRequiredService<FrameworkAuthoring>().BeginNextAsync(Given.Framework, 2, default));
        var json = JsonNode.Parse((await Portal.ReadAsync(db => db.Set<FrameworkDraft>().SingleAsync(d => d.Id == third))).Json)!;
        ((int)json["version"]!).ShouldBe(3);
        json["judgements"]![0]!["criteria"]!.AsArray().Add(new JsonObject
        {
            ["id"] = "LSCB-06", ["title"] = "Something else", ["text"] = "Something else is good.", ["evidenceHints"] = new JsonArray("minutes"), ["annexALists"] = new JsonArray(),
        });
        await SavedAsync(third, json.ToJsonString());

        (await ExaminedAsync(third)).Faults.Single().Reason.ShouldBe("\"LSCB-06\" was a criterion of version 1; an id is never used again");
    }

    [Theory]
    [InlineData("", "Choose a framework file")]
    [InlineData("\u00ff\u00fe", null)]
    [InlineData("{ not json", null)]
    [InlineData("[]", null)]
    [InlineData("null", null)]
    public async Task What_is_no_framework_is_kept_as_a_draft_with_its_faults_or_refused_with_words(string text, string? refusal)
    {
        var page = await UploadAsync("draft.json", Encoding.UTF8.GetBytes(text));

        if (refusal is not null)
        {
            page.Status.ShouldBe(HttpStatusCode.BadRequest);
            page.ShouldShowError(refusal);
            return;
        }

        page.ShouldSay("Without a title").ShouldSay("One fault stands in the way of publishing");
    }

    [Fact]
    public async Task A_file_of_fifty_megabytes_and_one_that_is_no_text_are_refused_and_nothing_is_kept()
    {
        var large = new byte[50_000_000];
        Array.Fill(large, (byte)' ');

        (await UploadAsync("large.json", large)).ShouldShowError("The file must be 4 MB or smaller");
        (await UploadAsync("binary.json", [0xFF, 0xFE, 0x00, 0xD8])).ShouldShowError("The file must be text in UTF-8");
        (await Portal.ReadAsync(db => db.Set<FrameworkDraft>().CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Markup_in_the_texts_is_shown_as_text_everywhere()
    {
        const string Hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>";
        var file = NextVersion.Json();
        foreach (var property in new[] { "title", "shortTitle", "attribution", "source" })
        {
            file[property] = Hostile;
        }

        file["judgements"]![0]!["title"] = Hostile;
        var criterion = file["judgements"]![0]!["criteria"]![1]!;
        criterion["title"] = Hostile;
        criterion["text"] = Hostile;
        criterion["evidenceHints"] = new JsonArray(Hostile);
        var id = await BegunAsync(file);
        var author = await SignedInAs(Author);
        List<string> addresses = ["/frameworks/drafts", $"/frameworks/drafts/edit/{id}", $"/frameworks/drafts/criterion/{id}/LSCB-02"];
        await Shown();

        await PublishedAsync(id);
        addresses = ["/frameworks", $"/frameworks/details/{Given.Framework}/2", $"/frameworks/compare/{Given.Framework}/2", $"/frameworks/criterion/{Given.Framework}/2/LSCB-02"];
        await Shown();

        async Task Shown()
        {
            foreach (var address in addresses)
            {
                var page = await author.Open(address);
                page.Status.ShouldBe(HttpStatusCode.OK, address);
                page.Html.ShouldContain("&lt;script&gt;", Case.Sensitive, address);
                page.Document.QuerySelectorAll("main script, main img").Length.ShouldBe(0, address);
            }
        }
    }

    [Fact]
    public async Task Two_authors_who_save_at_once_lose_nothing()
    {
        var id = await BegunAsync(NextVersion.Json());
        var author = await SignedInAs(Author);
        var page = await author.Open($"/frameworks/drafts/edit/{id}");
        await SavedAsync(id, "{ \"title\": \"Saved first\" }");

        var conflict = await page.Submit("Save the draft", ("Framework as JSON", "{ \"title\": \"Typed meanwhile\" }"));

        conflict.Status.ShouldBe(HttpStatusCode.Conflict);
        conflict.ShouldShowError("Somebody else saved this draft while you were writing. What differs is shown below: put together what should stand, and save again");
        conflict.Value("Framework as JSON").ShouldContain("Typed meanwhile");
        conflict.ShouldSay("[only in the saved text: Saved first] [only in yours: Typed meanwhile]");
        (await conflict.Submit("Save the draft")).ShouldSay("The draft is saved.");
    }

    [Fact]
    public async Task What_somebody_changed_after_it_was_read_is_not_published()
    {
        var id = await BegunAsync(NextVersion.Json());
        var page = await (await SignedInAs(Author)).Open($"/frameworks/drafts/edit/{id}");
        var other = NextVersion.Json();
        other["title"] = "Not what was read";
        await SavedAsync(id, other.ToJsonString());

        var refused = await page.Submit("Publish version 2 of LSCB review", ("Why is it published?", "It is better."));

        refused.ShouldRefuse("Somebody has changed this draft since you read it.");
        (await Portal.ReadAsync(db => db.Set<PublishedFramework>().AnyAsync(f => f.Version == 2))).ShouldBeFalse();
    }

    [Fact]
    public async Task Nobody_but_a_framework_author_sees_or_writes_drafts()
    {
        var id = await BegunAsync(NextVersion.Json());

        foreach (var who in new[] { Given.Chair, Given.Manager, Given.Director, Given.Police, "ruth.bannister", "imogen.price", "pat.quinn" })
        {
            var visitor = await SignedInAs(who);
            foreach (var address in new[] { "/frameworks/drafts", $"/frameworks/drafts/edit/{id}", $"/frameworks/drafts/edit/{id}?handler=File", $"/frameworks/drafts/criterion/{id}/LSCB-02" })
            {
                (await visitor.Open(address)).Status.ShouldBe(HttpStatusCode.Forbidden, $"{who} {address}");
            }

            (await visitor.Open("/frameworks")).Text.ShouldNotContain("Drafts");
            await Should.ThrowAsync<Forbidden>(() => Portal.AsAsync(who, s => s.GetRequiredService<FrameworkAuthoring>().PublishAsync(id, 1, "Because.", default)), who);
        }
    }

    [Fact]
    public async Task A_published_version_is_downloaded_as_json_and_as_a_spreadsheet()
    {
        var visitor = await SignedInAs(Given.Police);
        var details = await visitor.Open($"/frameworks/details/{Given.Framework}/1");
        details.Document.QuerySelectorAll("main a").Select(HtmlPage.Words).ShouldContain("Download as JSON");

        using var json = await visitor.Get($"/frameworks/export/{Given.Framework}/1/json");
        using var sheet = await visitor.Get($"/frameworks/export/{Given.Framework}/1/xlsx");

        (await json.Content.ReadAsStringAsync()).ShouldBe(await Portal.ReadAsync(db => db.Set<PublishedFramework>().Where(f => f.Code == Given.Framework).Select(f => f.Json).SingleAsync()));
        json.Content.Headers.ContentDisposition!.FileName.ShouldBe($"{Given.Framework}.v1.json");
        using var zip = new ZipArchive(await sheet.Content.ReadAsStreamAsync());
        using var criteria = new StreamReader(zip.GetEntry("xl/worksheets/sheet3.xml")!.Open());
        (await criteria.ReadToEndAsync()).ShouldContain("Front-line practice is watched");
        (await visitor.Get($"/frameworks/export/{Given.Framework}/1/exe")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await visitor.Get($"/frameworks/export/{Given.Framework}/9/json")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_draft_is_thrown_away()
    {
        await BegunAsync(NextVersion.Json());

        (await (await OnlyDraftAsync()).Submit("Throw the draft away")).ShouldSay("There are no drafts.");
    }

    private Task<Guid> BegunAsync(JsonObject file) => Portal.AsAsync(Author, s => s.GetRequiredService<FrameworkAuthoring>().BeginAsync(file.ToJsonString(), default));

    private Task<ExaminedFramework> ExaminedAsync(Guid id) => Portal.AsAsync(Author, async s =>
    {
        var json = await s.GetRequiredService<PortalDbContext>().Set<FrameworkDraft>().Where(d => d.Id == id).Select(d => d.Json).SingleAsync();
        return await s.GetRequiredService<FrameworkAuthoring>().ExamineAsync(json, default);
    });

    private Task SavedAsync(Guid id, string json) => Portal.AsAsync(Author, async s => (await s.GetRequiredService<FrameworkAuthoring>().SaveAsync(id, json, 1, default)).ShouldBeTrue());

    private Task<(string Code, int Version)> PublishedAsync(Guid id) => Portal.AsAsync(Author, s => s.GetRequiredService<FrameworkAuthoring>().PublishAsync(id, 1, "It is ready.", default));

    private async Task<HtmlPage> UploadAsync(string name, byte[] content) =>
        await (await (await SignedInAs(Author)).Open("/frameworks/drafts")).Submit("Begin with this file", ("Framework file", new Upload(name, content)));

    private async Task<HtmlPage> OnlyDraftAsync() =>
        await (await SignedInAs(Author)).Open($"/frameworks/drafts/edit/{await Portal.ReadAsync(db => db.Set<FrameworkDraft>().Select(d => d.Id).SingleAsync())}");
}
