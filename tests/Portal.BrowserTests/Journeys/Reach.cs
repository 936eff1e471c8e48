using System.Collections.Concurrent;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Portal.BrowserTests.Infrastructure;

namespace Portal.BrowserTests.Journeys;

public sealed class Reach(PortalSite site)
{
    /// <summary>Pages no link can lead to, each with the reason.</summary>
    private static readonly Dictionary<string, string> BehindAForm = new(StringComparer.Ordinal)
    {
        ["/Account/ConfirmEmail"] = "stands in a mail to a new address",
        ["/Account/SignOut"] = "answers the button in the header, which changes something",
        ["/Evidence/Preview"] = "is what a page of a PDF, or an image, is drawn from",
        ["/Error"] = "takes the place of a page that could not be made",
        ["/Evidence/Attachments"] = "is linked from an email",
        ["/Inbox/Reassign"] = "follows the choice of tasks that others have",
        ["/LateAdditions/Download"] = "is linked where evidence came late",
        ["/Messages/Stop"] = "stands in the header of a routine mail, and answers its reader’s mail program",
        ["/Packs/Link"] = "stands in a mail to a named person without an account",
        ["/Packs/LinkDownload"] = "follows the button behind that link",
        ["/Packs/LinkReceipt"] = "follows the button behind that link",
        ["/Packs/RedactCheck"] = "is linked once something is withheld",
        ["/Presentations/AddChart"] = "is linked once a presentation was drawn",
        ["/Presentations/AddSlide"] = "is linked once a presentation was drawn",
        ["/Presentations/Audience"] = "is linked once a presentation was drawn",
        ["/Presentations/Edit"] = "follows the drawing of a presentation",
        ["/Presentations/HandOver"] = "is linked once a presentation was drawn",
        ["/Presentations/Handout"] = "is linked once a presentation was drawn",
        ["/Presentations/Opening"] = "is linked once a slot was offered",
        ["/Presentations/Present"] = "is linked once a presentation was drawn",
        ["/Presentations/RemoveSlide"] = "is linked once a slide was added",
        ["/Presentations/Settings"] = "is linked once a presentation was drawn",
        ["/Presentations/Show"] = "is linked once a presentation was drawn",
        ["/Presentations/Slide"] = "is linked once a presentation was drawn",
        ["/Reviews/Given"] = "is linked once a slot was taken",
        ["/Reviews/MoveOpening"] = "is linked once a slot was offered",
        ["/Reviews/WithdrawOpening"] = "is linked once a slot was offered",
        ["/Retention/Propose"] = "follows the choice of items in the report",
        ["/Retention/Disposal"] = "is linked once something was proposed for disposal",
        ["/Retention/Decide"] = "is linked while a proposal waits",
        ["/Retention/Withdraw"] = "is linked for whoever proposed, while the proposal waits",
        ["/Retention/Release"] = "is linked while something is under legal hold",
        ["/SelfAssessments/Compare"] = "follows the choice of two positions",
        ["/SelfAssessments/OfflinePreview"] = "follows the sending of a filled-in file",
        ["/SelfAssessments/Wording"] = "is linked where the coach has a remark",
        ["/SelfAssessments/Partner/Open"] = "stands in a mail to a partner without an account",
        ["/SelfAssessments/Partner/Index"] = "follows the button behind that link",
        ["/SelfAssessments/Partner/Answer"] = "is for whoever came by that link",
        ["/SelfAssessments/Partner/Submit"] = "is for whoever came by that link",
        ["/SelfAssessments/Partner/Done"] = "follows the submitting",
        ["/SelfAssessments/Partner/Ended"] = "takes the place of these pages where no link is open",
        ["/SignOff/Signed"] = "follows the signing",
        ["/SignOff/Returned"] = "follows the returning",
    };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_pages_open_to_anybody_are_without_fault_with_and_without_script(bool script)
    {
        await using var visitor = await site.VisitAsync(script: script);
        await visitor.OpenAsync("/help");
        await visitor.OpenAsync("/accessibility");
        await visitor.OpenAsync("/privacy");
        await visitor.OpenAsync("/there-is-no-such-page", 404);
        await visitor.OpenAsync("/account/sign-in");
        await visitor.PressAsync("Sign in", 400);
        await visitor.SeesAsync("Enter your password");
    }

    [Fact]
    public async Task Links_lead_to_every_page_no_link_is_broken_and_no_page_of_anybody_has_a_fault()
    {
        var cast = await FullAreaAsync("Reachley");
        var found = new ConcurrentDictionary<string, byte>(StringComparer.Ordinal);
        var looked = new ConcurrentDictionary<(string Page, string Shape), byte>();
        var broken = new ConcurrentBag<string>();
        string?[] everybody = [null, .. cast.Everybody, "Imogen Price", "Neil Frost", "Pat Quinn"];
        await Parallel.ForEachAsync(everybody, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (name, _) =>
        {
            await using var visitor = name is null ? await site.VisitAsync() : await site.VisitAsAsync(name);
            var crawler = new Crawler(visitor, name ?? "anybody");
            await crawler.RunAsync();
            crawler.Broken.ForEach(broken.Add);
            foreach (var page in crawler.Pages.Keys)
            {
                found.TryAdd(page, 0);
            }

            // What is made of the same parts for two people is looked at once.
            foreach (var (_, address, _) in crawler.Readable.Where(r => looked.TryAdd((r.Page, r.Shape), 0)))
            {
                await visitor.OpenAsync(address);
            }
        });

        broken.ShouldBeEmpty();
        var all = site.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Select(e => e.Metadata.GetMetadata<PageActionDescriptor>()?.ViewEnginePath).OfType<string>().ToHashSet(StringComparer.Ordinal);
        all.Except(found.Keys).Order(StringComparer.Ordinal).ShouldBe(BehindAForm.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task At_320_pixels_no_page_scrolls_sideways()
    {
        var cast = await Cast.FoundAsync(site, "Narrowdale");
        var scene = await Scene.OpenAsync(site, cast);
        await scene.AssignAsync("LSCB-02", cast.PartnerPost);
        await scene.AnswerAndJudgeAsync();
        await Scene.AskForEvidenceAsync(site, cast);
        await using var manager = await site.VisitAsAsync(cast.Manager, with => with.ViewportSize = new() { Width = 320, Height = 640 });
        var crawler = new Crawler(manager, cast.Manager);
        await crawler.RunAsync();
        var wide = new List<string>();
        foreach (var (page, address, _) in crawler.Readable)
        {
            await manager.Page.GotoAsync(address);
            var width = await manager.Page.EvaluateAsync<int>("document.scrollingElement.scrollWidth");
            if (width > 320)
            {
                wide.Add($"{page} ({address}) is {width} pixels wide");
            }
        }

        crawler.Pages.Count.ShouldBeGreaterThan(10);
        wide.ShouldBeEmpty();
    }

    /// <summary>An area in which every stage can be met: the board's has been submitted and of the next one a step has failed; the authority's waits for the director.</summary>
    private async Task<Cast> FullAreaAsync(string area)
    {
        var cast = await Cast.FoundAsync(site, area);
        var submitted = await Scene.OpenAsync(site, cast);
        await submitted.AssignAsync("LSCB-02", cast.PartnerPost);
        await submitted.AnswerAndJudgeAsync();
        await submitted.PutUpAsync();
        await submitted.SubmitAsync(cast);
        var begun = await Scene.OpenAsync(site, cast);
        await begun.AssignAsync("LSCB-02", cast.PartnerPost);
        await begun.TalkAsync();
        await begun.FailAStepAsync();
        var own = await Scene.OpenAsync(site, cast, ofAuthority: true);
        await own.AssignAsync();
        await own.AnswerAndJudgeAsync();
        await own.PutUpAsync();
        await Scene.AskForEvidenceAsync(site, cast);
        await Scene.AskForReturnAsync(site, cast);
        var moved = await Scene.OpenAsync(site, cast, against: Scene.Section11);
        await moved.MoveToAsync(await Scene.PublishNextAsync(site));
        await Scene.OpenAsync(site, cast, against: Scene.Section11);
        await Scene.PublishNextAsync(site);
        return cast;
    }
}
