using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.SelfAssessments;

/// <summary>A page that was opened while the text could be changed, and sent when it no longer can.</summary>
public sealed class SendingAStalePage(PortalFixture portal) : PortalTest(portal)
{
    private const string Locked = "This self-assessment was submitted and is locked. You can still read and download it.";
    private const string Frozen = "This self-assessment is frozen for signature. It can be changed again only if the chair or the director returns it.";
    private const string Typed = "Typed before it was closed.";

    public static TheoryData<string> Acts =>
        ["answer", "answer and go on", "judge", "link", "link from the item", "take a link away", "take a link away at the item", "assign", "withdraw", "confirm the withdrawal"];

    [Theory]
    [MemberData(nameof(Acts))]
    public async Task After_submission_it_is_refused_with_words_and_changes_nothing(string act)
    {
        var scene = await Given.Assessed();
        var send = await OpenAsync(act, scene);
        await Given.Finished(scene.Id, "Ready");
        await Given.Signed(Given.Director, scene.Id);
        await Given.Signed(Given.Chair, scene.Id);
        var before = await Portal.FingerprintAsync();

        var page = await send();

        page.Status.ShouldBe(HttpStatusCode.Conflict, page.Text);
        page.ShouldRefuse(act.Contains("withdraw", StringComparison.Ordinal) ? "A self-assessment that was submitted or withdrawn cannot be withdrawn." : Locked);
        page.Document.Title.ShouldNotBeNull().ShouldStartWith("Error: ");
        if (act == "assign")
        {
            page.Document.QuerySelector("[name='Input.DueOn.Day']")!.GetAttribute("value").ShouldBe("17");
        }
        else if (!act.Contains("take a link away", StringComparison.Ordinal))
        {
            WebUtility.HtmlDecode(page.Html).ShouldContain(Typed);
        }

        (await Portal.FingerprintAsync()).ShouldBe(before);
    }

    [Theory]
    [InlineData("answer")]
    [InlineData("judge")]
    [InlineData("link")]
    [InlineData("take a link away")]
    [InlineData("assign")]
    public async Task While_it_waits_for_signatures_it_is_refused_too(string act)
    {
        var scene = await Given.Assessed();
        var send = await OpenAsync(act, scene);
        await Given.Finished(scene.Id, "Ready");
        var before = await Portal.FingerprintAsync();

        var page = await send();

        page.Status.ShouldBe(HttpStatusCode.Conflict, page.Text);
        page.ShouldRefuse(Frozen);
        (await Portal.FingerprintAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Putting_it_up_for_signature_twice_freezes_it_once()
    {
        var scene = await Given.Assessed();
        var manager = await SignedInAs(Given.Manager);
        var once = await manager.Open($"/self-assessments/readiness/{scene.Id}");
        var twice = await manager.Open($"/self-assessments/readiness/{scene.Id}");
        (await once.Submit("Put up for signature")).ShouldSay("The text is frozen and put up for signature.");

        var refused = await twice.Submit("Put up for signature");

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.ShouldRefuse("It cannot be put up for signature now");
        (await Portal.ReadAsync(db => db.FrozenVersions.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task A_file_that_arrives_after_submission_is_in_the_library_but_not_linked_and_the_page_says_so()
    {
        var scene = await Given.UpForSignature();
        var form = await (await SignedInAs(Given.Manager)).Open($"/evidence/upload?for={scene.Id}&criterion=LSCB-02");
        await Given.Signed(Given.Director, scene.Id);
        await Given.Signed(Given.Chair, scene.Id);

        var page = await form.Submit(
            "Add evidence",
            ("Files", new Upload("late.txt", Encoding.UTF8.GetBytes("Late."))), ("Title", "Late audit"), ("Kind of evidence", "Audit"),
            ("Date it describes", new DateOnly(2015, 1, 31)), ("What it shows", Typed));

        page.ShouldRefuse($"“Late audit” was added but not linked. {Locked}").Value("What it shows").ShouldBe(Typed);
        (await Portal.ReadAsync(db => db.EvidenceItems.CountAsync(e => e.Title == "Late audit"))).ShouldBe(1);
        (await Portal.ReadAsync(db => db.EvidenceLinks.CountAsync(l => l.SelfAssessmentId == scene.Id))).ShouldBe(2);
    }

    /// <summary>Opens a page now, fills it in, and gives the sending of it for later.</summary>
    private async Task<Func<Task<HtmlPage>>> OpenAsync(string act, Scene scene)
    {
        var manager = await SignedInAs(Given.Manager);
        var spare = await SpareAsync(scene);
        switch (act)
        {
            case "answer" or "answer and go on":
                var answer = await manager.Open($"/self-assessments/answer/{scene.Id}/LSCB-03");
                return () => answer.Submit(act == "answer" ? "Save" : "Save and go to LSCB-04", ("What do we know?", Typed));
            case "judge":
                var judge = await manager.Open($"/self-assessments/judge/{scene.Id}/LSCB");
                return () => judge.Submit("Save the judgement", ("Why this grade?", Typed));
            case "link":
                var link = await manager.Open($"/evidence/link/{scene.Id}/LSCB-03?q=spare");
                return () => link.Submit("Link the chosen items", ("Spare paper", true), ("Page or passage (optional)", Typed));
            case "link from the item":
                var item = await manager.Open($"/evidence/details/{spare}");
                var target = HtmlPage.Words(item.Document.QuerySelectorAll("select option").First(o => HtmlPage.Words(o).StartsWith("LSCB-03", StringComparison.Ordinal)));
                return () => item.Submit("Link", ("Criterion", target), ("Page or passage (optional)", Typed));
            case "take a link away":
                var linked = (await manager.Open($"/evidence/link/{scene.Id}/LSCB-01")).Forms.First(f => f.To.Contains("Unlink", StringComparison.Ordinal));
                return () => manager.SendAsOwn(linked);
            case "take a link away at the item":
                var use = (await manager.Open($"/evidence/details/{scene.Evidence[0]}")).Forms.First(f => f.To.Contains("Unlink", StringComparison.Ordinal));
                return () => manager.SendAsOwn(use);
            case "assign":
                var assign = (await manager.Open($"/self-assessments/assign-area/{scene.Id}/LSCB")).Forms[0];
                return () => manager.SendAsOwn(assign with { Fields = [.. assign.Fields.Where(f => !f.Key.StartsWith("Input.DueOn.", StringComparison.Ordinal)),
                    new("Input.DueOn.Day", "17"), new("Input.DueOn.Month", "4"), new("Input.DueOn.Year", "2015")] });
            case "withdraw":
                var withdraw = await manager.Open($"/self-assessments/withdraw/{scene.Id}");
                return async () => await (await withdraw.Submit("Continue", ("Why is it withdrawn?", Typed))).Submit("Withdraw the self-assessment");
            case "confirm the withdrawal":
                var confirm = await (await manager.Open($"/self-assessments/withdraw/{scene.Id}")).Submit("Continue", ("Why is it withdrawn?", Typed));
                return () => confirm.Submit("Withdraw the self-assessment");
            default:
                throw new ArgumentOutOfRangeException(nameof(act), act, null);
        }
    }

    private async Task<string> SpareAsync(Scene scene)
    {
        var manager = await SignedInAs(Given.Manager);
        var added = await (await manager.Open($"/evidence/upload?body={scene.Board}")).Submit(
            "Add evidence",
            ("Files", new Upload("spare.txt", Encoding.UTF8.GetBytes("Spare."))), ("Title", "Spare paper"), ("Kind of evidence", "Audit"),
            ("Date it describes", new DateOnly(2015, 1, 31)), ("What it shows", "Nothing much."));
        return added.Path[(added.Path.LastIndexOf('/') + 1)..];
    }
}
