using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.Presentations;
using Portal.Web.Features.Presentations;
using Portal.WebTests.Infrastructure;
using UglyToad.PdfPig;

namespace Portal.WebTests.Features.Presentations;

/// <summary>The handout, printed by a real Chromium.</summary>
public sealed class HandingOut(PrintingPortal portal) : PortalTest(portal), IClassFixture<PrintingPortal>
{
    [Fact]
    public async Task It_is_a_tagged_PDF_with_title_and_language_of_what_is_shown_and_without_notes()
    {
        var id = await HandoutTexts.DrawnAsync(Portal, Given);
        using var answer = await (await SignedInAs(Given.Manager)).Get($"/presentations/handout/{id}?handler=Pdf");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
        using var pdf = PdfDocument.Open(await answer.Content.ReadAsByteArrayAsync());
        var catalog = pdf.Structure.Catalog.CatalogDictionary;
        catalog.ToString().ShouldContain("StructTreeRoot");
        catalog.ToString().ShouldContain("en-GB");
        pdf.Information.Title.ShouldBe("Opening presentation: Northshire Safeguarding Children Board");
        pdf.GetPage(1).Width.ShouldBe(595, 1);
        var words = string.Join(' ', pdf.GetPages().SelectMany(p => p.GetWords()).Select(w => w.Text));
        words.ShouldContain("Repeat referrals are discussed every month.");
        words.ShouldContain("Section 11 audit, page 1");
        words.ShouldContain("OFFICIAL-SENSITIVE");
        words.ShouldNotContain("speaker alone");
        words.ShouldNotContain("hidden point");
    }
}

/// <summary>Where no Chromium is installed.</summary>
public sealed class HandingOutWithoutChromium(PortalFixture portal) : PortalTest(portal)
{
    [Fact]
    public async Task The_page_says_so_and_is_printed_from_the_browser()
    {
        var id = await HandoutTexts.DrawnAsync(Portal, Given);

        var page = await (await SignedInAs(Given.Manager)).Open($"/presentations/handout/{id}?handler=Pdf");

        page.ShouldSay("Print this page with your browser, on A4.").ShouldSay(Given.Answer.Know).Text.ShouldNotContain("hidden point");
    }
}

internal static class HandoutTexts
{
    public static async Task<Id<Presentation>> DrawnAsync(PortalFixture portal, Given given)
    {
        var scene = await given.Submitted();
        return await portal.AsAsync(Given.Manager, async s =>
        {
            var id = await s.GetRequiredService<DrawPresentation>().OfAsync(scene.Id, "Opening presentation", default);
            var edit = s.GetRequiredService<EditPresentation>();
            await edit.ChangeAsync(
                id,
                (p, at) =>
                {
                    p.AddSlide("Not shown", ["A hidden point"], null, at);
                    p.Hide(p.Slides[^1].Slide.Id, at);
                },
                null,
                default);
            Slide know = null!;
            await edit.ChangeAsync(id, (p, _) => know = p.Slides.First(s => s.Slide.Kind == SlideKind.Know).Slide, null, default);
            await edit.RewriteAsync(know.Id, know.Text with { Notes = "For the speaker alone." }, know.Version, default);
            return id;
        });
    }
}
