using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.Presentations;
using Portal.Web.Features.Presentations;
using Portal.Web.Persistence;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Presentations;

/// <summary>The audience sees the slide and nothing else; whoever presents has notes, time and the next slide before them, at another address.</summary>
public sealed class PresentingSlideBySlide(PortalFixture portal) : PortalTest(portal)
{
    private const string Spoken = "For the speaker alone.";

    [Fact]
    public async Task What_the_audience_sees_has_no_notes_whoever_opens_it()
    {
        var id = await NotedAsync();
        await Given.HandedOver(id);
        foreach (var who in new[] { Given.Manager, Given.Police, "ruth.bannister" })
        {
            var page = await (await SignedInAs(who)).Open($"/presentations/audience/{id}");
            for (var number = 1; ; number++)
            {
                page.Html.ShouldNotContain(Spoken, Case.Sensitive, page.Path);
                page.Html.ShouldNotContain("In full:");
                page.Html.ShouldNotContain("A hidden point");
                if (page.Document.QuerySelector("a[rel=next]") is null)
                {
                    number.ShouldBe(await ShownAsync(id));
                    break;
                }

                page = await page.Follow("Next slide");
            }
        }
    }

    [Fact]
    public async Task The_presenter_has_notes_time_and_the_next_slide_and_links_lead_on_and_back()
    {
        var id = await NotedAsync();
        var manager = await SignedInAs(Given.Manager);
        var first = await (await manager.Open($"/presentations/edit/{id}")).Follow("Present it");
        first.ShouldSay($"Presenter view, slide 1 of {await ShownAsync(id)}").ShouldSay("Who we are").ShouldSay("of 30 minutes are used by plan.");
        first.Document.QuerySelector("a[rel=prev]").ShouldBeNull();
        var noted = await manager.Open($"/presentations/present/{id}/{await NumberAsync(id)}");

        noted.ShouldSay(Spoken).ShouldSay(Given.Answer.Know).ShouldSay("Next");
        noted.Document.QuerySelector("a[data-presenting-open]")!.GetAttribute("href").ShouldBe($"/presentations/audience/{id}/{await NumberAsync(id)}");
        (await (await noted.Follow("Next slide")).Follow("Previous slide")).Path.ShouldBe(noted.Path);
        (await manager.Open($"/presentations/present/{id}/{await ShownAsync(id)}")).ShouldSay("This is the last slide.").Document.QuerySelector("a[rel=next]").ShouldBeNull();
    }

    [Fact]
    public async Task Slides_that_are_not_there_are_not_there_and_reviewers_have_no_presenter_view()
    {
        var id = await NotedAsync();
        await Given.HandedOver(id);
        var manager = await SignedInAs(Given.Manager);

        foreach (var number in new[] { 0, -1, await ShownAsync(id) + 1 })
        {
            (await manager.Open($"/presentations/audience/{id}/{number}")).Status.ShouldBe(HttpStatusCode.NotFound, $"{number}");
            (await manager.Open($"/presentations/present/{id}/{number}")).Status.ShouldBe(HttpStatusCode.NotFound, $"{number}");
        }

        (await (await SignedInAs("ruth.bannister")).Open($"/presentations/present/{id}")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await (await SignedInAs("janet.moss")).Open($"/presentations/present/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await (await SignedInAs("janet.moss")).Open($"/presentations/audience/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Where_every_slide_is_hidden_both_views_say_so()
    {
        var id = await Given.Drawn(await Given.Submitted());
        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<EditPresentation>().ChangeAsync(id, (p, at) => p.Slides.ToList().ForEach(t => p.Hide(t.Slide.Id, at)), null, default));
        var manager = await SignedInAs(Given.Manager);

        (await manager.Open($"/presentations/audience/{id}")).ShouldSay("Every slide is hidden.");
        (await manager.Open($"/presentations/present/{id}")).ShouldSay("Every slide is hidden. Show at least one to present.");
    }

    /// <summary>Drawn, with notes on one slide, one of its points shortened, and a slide that is hidden.</summary>
    private async Task<Id<Presentation>> NotedAsync()
    {
        var id = await Given.Drawn(await Given.Packed());
        var know = await Portal.ReadAsync(async db => (await LoadAsync(db, id)).Shown.First(s => s.Kind == SlideKind.Know));
        await Portal.AsAsync(Given.Manager, async s =>
        {
            var edit = s.GetRequiredService<EditPresentation>();
            await edit.RewriteAsync(know.Id, know.Text with { Notes = Spoken }, know.Version, default);
            await edit.ChangeAsync(id, (p, at) => p.Hide(p.AddSlide("Not for them", ["A hidden point"], null, at).Id, at), null, default);
        });
        return id;
    }

    private Task<int> ShownAsync(Id<Presentation> id) => Portal.ReadAsync(async db => (await LoadAsync(db, id)).Shown.Count());

    private Task<int> NumberAsync(Id<Presentation> id) => Portal.ReadAsync(async db => (await LoadAsync(db, id)).Shown.ToList().FindIndex(s => s.Notes == Spoken) + 1);

    private static Task<Presentation> LoadAsync(PortalDbContext db, Id<Presentation> id) => db.Presentations.Include(p => p.AllSlides).SingleAsync(p => p.Id == id);
}
