using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.SelfAssessments;
using Portal.Web.Features.SelfAssessments;
using Portal.Web.SelfAssessments;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.SelfAssessments;

/// <summary>While a self-assessment is written, a contributor reads what is assigned to it: on every page of the endpoint list.</summary>
public sealed class SeeingOnlyWhatIsTheirs(PortalFixture portal) : PortalTest(portal)
{
    private const string Health = "samuel.okafor";

    private static readonly string[] _ofOthers =
    [
        "Known to others alone.", "Known by others alone.", "A difference for others alone.", "A plan of others alone.", "Reasons of others alone.", "Higher for others alone.",
        "Lower for others alone.", "A voice for others alone.", "A change for others alone.", "A comment of others alone.", "A note to others alone.", "A caveat of others alone.", "A caveat on the whole, of others alone.",
    ];

    [Fact]
    public async Task No_page_shows_a_contributor_what_is_assigned_to_others()
    {
        var scene = await WrittenByOthersAsync();
        var theirs = Everything.Nowhere with
        {
            Board = scene.Board, Submitted = scene.Id, UpForSignature = scene.Id, InProgress = scene.Id, Comments = await Portal.ReadAsync(db => db.Comments.Select(c => c.Id).ToListAsync()),
        };
        var health = await SignedInAs(Health);

        var offences = new List<string>();
        var opened = new HashSet<string>();
        foreach (var address in (await PortalPages.AllAsync(Portal.Host)).SelectMany(new AddressBook(theirs).Of).DistinctBy(a => a.Path))
        {
            var page = await health.Open(address.Path);
            if (page.Status == HttpStatusCode.OK)
            {
                opened.Add(address.Page.Name);
            }

            offences.AddRange(_ofOthers.Where(words => WebUtility.HtmlDecode(page.Html).Contains(words, StringComparison.Ordinal)).Select(words => $"“{words}” at {address.Path}"));
        }

        offences.ShouldBeEmpty();
        opened.ShouldContain("/SelfAssessments/Overview");
        opened.ShouldContain("/SelfAssessments/Area");
        (await health.Open($"/self-assessments/answer/{scene.Id}/LSCB-03")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_same_pages_show_all_of_it_to_those_who_run_it()
    {
        var scene = await WrittenByOthersAsync();
        var manager = await SignedInAs(Given.Manager);
        string[] pages =
        [
            $"/self-assessments/answer/{scene.Id}/LSCB-02", $"/self-assessments/judge/{scene.Id}/LSCB", $"/self-assessments/comments/{scene.Id}/LSCB-02", $"/self-assessments/assign-area/{scene.Id}/LSCB",
            $"/self-assessments/overview/{scene.Id}", $"/self-assessments/export/{scene.Id}?handler=Json",
        ];

        var read = new List<string>();
        foreach (var path in pages)
        {
            read.Add(WebUtility.HtmlDecode((await manager.Open(path)).Html));
        }

        _ofOthers.Where(words => !read.Exists(html => html.Contains(words, StringComparison.Ordinal))).ShouldBeEmpty();
    }

    [Fact]
    public async Task On_the_overview_a_contributor_finds_their_criterion_and_no_other()
    {
        var scene = await WrittenByOthersAsync();

        var page = await (await SignedInAs(Health)).Open($"/self-assessments/overview/{scene.Id}");

        page.ShouldSay("LSCB-03").ShouldSay("0 of 1 criteria");
        page.Text.ShouldNotContain("LSCB-02");
        page.Text.ShouldNotContain("Judgement");
        page.Text.ShouldNotContain("Assess:");
    }

    /// <summary>Health has LSCB-03; the police, who have LSCB-02, and the manager have written.</summary>
    private async Task<Scene> WrittenByOthersAsync()
    {
        var scene = await Given.Assigned();
        await Portal.AsAsync(Given.Police, s => s.GetRequiredService<SaveAnswer>().AsAsync(
            scene.Id, "LSCB-02", new AnswerText(_ofOthers[0], _ofOthers[1], _ofOthers[2], _ofOthers[3]), 0, default));
        await Portal.AsAsync(Given.Manager, async s =>
        {
            var assign = s.GetRequiredService<AssignWork>();
            var posts = await s.GetRequiredService<Web.Persistence.PortalDbContext>().Posts.Where(p => p.BodyId == scene.Board).ToDictionaryAsync(p => p.Title, p => p.Id);
            await assign.ToAsync(scene.Id, "LSCB", "LSCB-03", posts["Northshire Health"], new DateOnly(2015, 4, 15), default);
            await assign.AreaAsync(scene.Id, "LSCB", [new AssignmentWish("LSCB-02", posts["Northshire Police"], new DateOnly(2015, 4, 15), _ofOthers[10])], default);
            await s.GetRequiredService<SaveJudgement>().AsAsync(scene.Id, "LSCB", new JudgementText("good", _ofOthers[4], _ofOthers[5], _ofOthers[6], _ofOthers[7]), 0, default);
            await s.GetRequiredService<DecideOnArea>().SubmitAsync(scene.Id, "LSCB", default);
            await s.GetRequiredService<DecideOnArea>().RequestChangesAsync(scene.Id, "LSCB", [new WantedChange("LSCB-02", _ofOthers[8]), new WantedChange(null, _ofOthers[8])], new DateOnly(2015, 3, 20), default);
            await s.GetRequiredService<WriteComment>().BeginAsync(scene.Id, "LSCB-02", _ofOthers[9], [], default);
        });
        await Portal.AsAsync(Given.Police, s => s.GetRequiredService<RecordCaveat>().MakeAsync(scene.Id, CaveatKind.Caveat, "LSCB-02", _ofOthers[11], default));
        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<RecordCaveat>().MakeAsync(scene.Id, CaveatKind.Caveat, null, _ofOthers[12], default));
        return scene;
    }
}
