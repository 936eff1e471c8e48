using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Portal.BrowserTests.Infrastructure;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.People;
using Portal.Web.Features.Evidence;
using Portal.Web.Persistence;
using static Microsoft.Playwright.Assertions;

namespace Portal.BrowserTests.Journeys;

public sealed class TheReader(PortalSite site)
{
    private const string Title = "Report of the missing children panel";

    [Fact]
    public async Task A_phrase_is_searched_with_the_keyboard_its_page_is_opened_and_its_words_are_linked_to_a_criterion()
    {
        var cast = await Cast.FoundAsync(site, "Readingham");
        await Scene.OpenAsync(site, cast);
        await ReportAsync(cast);
        await using var manager = await site.VisitAsAsync(cast.Manager);
        var keyboard = new Keyboard(manager);

        await manager.GoToAsync("Search");
        await keyboard.SkipToTheContentAsync();
        await keyboard.TabToAsync(manager.Main.GetByLabel("Words to look for"));
        await keyboard.TypeAsync("\"return home interview\"");
        await keyboard.GoAsync("Enter");
        await manager.SeesAsync("1 result");
        await keyboard.SkipToTheContentAsync();
        await keyboard.TabToAsync(manager.Main.GetByRole(AriaRole.Link, new() { Name = $"Page 2 of {Title}", Exact = true }));
        await keyboard.GoAsync("Enter");

        await Expect(manager.Main.Locator("#text mark")).ToHaveTextAsync("return home interview");
        await Expect(manager.Main.Locator("[data-drawn=true] canvas")).ToBeVisibleAsync();
        (await IsDrawnAsync(manager)).ShouldBeTrue("The page is drawn in more than one colour.");
        await manager.CheckAsync();

        await SelectAsync(manager, "return home interview within three days");
        await keyboard.TabToAsync(manager.Main.GetByLabel("Criterion"));
        await manager.Main.GetByLabel("Criterion").SelectOptionAsync(new SelectOptionValue { Index = 2 });
        await keyboard.TabToAsync(manager.Main.GetByRole(AriaRole.Button, new() { Name = "Take the words selected in the text" }));
        await keyboard.PressAsync("Enter");
        await Expect(manager.Main.GetByLabel("Page or passage")).ToHaveValueAsync("page 2: “return home interview within three days”");
        await keyboard.TabToAsync(manager.Main.GetByRole(AriaRole.Button, new() { Name = "Link", Exact = true }));
        await keyboard.GoAsync("Enter");
        await manager.SeesAsync("was linked to LSCB-02");

        await manager.GoBackAsync(Title);
        await manager.SeesAsync("page 2: “return home interview within three days”");
    }

    [Fact]
    public async Task Without_script_the_text_is_read_page_by_page_and_a_page_is_linked()
    {
        var cast = await Cast.FoundAsync(site, "Plainreading");
        await Scene.OpenAsync(site, cast);
        await ReportAsync(cast);
        await using var manager = await site.VisitAsAsync(cast.Manager, script: false);

        await manager.GoToAsync("Evidence");
        await manager.FollowAsync(Title);
        await manager.FollowAsync("Read it here, page by page");
        await manager.SeesAsync("The panel met every month");
        await manager.FollowAsync("Next page");
        await manager.SeesAsync("return home interview");
        await Expect(manager.Main.Locator("canvas")).ToHaveCountAsync(0);
        await manager.Main.GetByLabel("Criterion").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await manager.PressAsync("Link");
        await manager.SeesAsync("page 2 was linked to LSCB-01");
        await manager.FillAsync("Look for words in this document", "panel -interview");
        await manager.PressAsync("Look");
        await manager.SeesAsync("The panel met every month");
    }

    /// <summary>A report of two pages is in the library and has been read.</summary>
    private async Task ReportAsync(Cast cast)
    {
        var item = await site.AsAsync(cast.Manager, async services =>
        {
            var body = await services.GetRequiredService<PortalDbContext>().Bodies.Where(b => b.Name == cast.Board && b.Kind == BodyKind.SafeguardingBoard).Select(b => b.Id).SingleAsync();
            using var content = new MemoryStream(Document.Pdf($"The panel met every month in {cast.Area}.", "Each child was offered a return home interview within three days."));
            return await services.GetRequiredService<AddEvidence>().ToLibraryAsync(
                body, new EvidenceDescription(Title, EvidenceKind.Audit, new DateOnly(2015, 1, 31), "How missing children are found."), "panel.pdf", content, CancellationToken.None);
        });
        await Eventually.TrueAsync(() => site.AsPortalAsync(services => IsReadAsync(services.GetRequiredService<PortalDbContext>(), item)), "the report is read");
    }

    private static Task<bool> IsReadAsync(PortalDbContext db, Id<EvidenceItem> item) => db.EvidenceItems.Where(e => e.Id == item)
        .AnyAsync(e => db.Set<FileText>().Any(t => t.Sha256 == e.FileSha256 && t.State == ReadingState.Read));

    private static async Task SelectAsync(Journey who, string words) => await who.Page.EvaluateAsync(
        """
        words => {
          const text = document.getElementById('text')
          const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT)
          const pieces = []
          let whole = ''
          while (walker.nextNode()) {
            pieces.push([walker.currentNode, whole.length])
            whole += walker.currentNode.data
          }
          const place = at => { const [node, start] = pieces.findLast(([, start]) => start <= at); return [node, at - start] }
          const from = whole.indexOf(words)
          const range = document.createRange()
          range.setStart(...place(from))
          range.setEnd(...place(from + words.length))
          getSelection().removeAllRanges()
          getSelection().addRange(range)
        }
        """,
        words);

    private static Task<bool> IsDrawnAsync(Journey who) => who.Page.EvaluateAsync<bool>(
        """
        () => {
          const canvas = document.querySelector('[data-drawn] canvas')
          const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data
          const colours = new Set()
          for (let i = 0; i < pixels.length; i += 4) colours.add(pixels[i] + pixels[i + 1] + pixels[i + 2])
          return colours.size > 1
        }
        """);
}
