using System.Globalization;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using Microsoft.Playwright;
using Portal.BrowserTests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Portal.BrowserTests.Journeys;

/// <summary>The opening presentation: drawn, edited and taken away with the keyboard, presented slide by slide, offered and given.</summary>
public sealed class ThePresentation(PortalSite site)
{
    [Fact]
    public async Task It_is_edited_and_taken_away_with_nothing_but_the_keyboard_and_presented_with_notes_and_time()
    {
        var cast = await Cast.FoundAsync(site, "Slidewick");
        var scene = await Scene.OpenAsync(site, cast);
        await scene.AssignAsync();
        await scene.AnswerAndJudgeAsync();
        await scene.PutUpAsync();
        await scene.SubmitAsync(cast);
        await using var manager = await site.VisitAsAsync(cast.Manager);
        var keyboard = new Keyboard(manager);
        await manager.GoToAsync("Presentations");
        await keyboard.SkipToTheContentAsync();
        await keyboard.TabToAsync(manager.Main.GetByRole(AriaRole.Link, new() { Name = "From the self-assessment of" }));
        await keyboard.GoAsync("Enter");
        await keyboard.SkipToTheContentAsync();
        await keyboard.TabToAsync(Button(manager, "Draw it"));
        await keyboard.GoAsync("Enter");
        await manager.SeesHeadingAsync("Opening presentation");

        await keyboard.SkipToTheContentAsync();
        await keyboard.TabToAsync(Button(manager, "Move down slide 1"));
        await keyboard.GoAsync("Enter");
        await Expect(manager.Main.Locator(".portal-slides h3").First).ToContainTextAsync("Who we are");
        await keyboard.SkipToTheContentAsync();
        await keyboard.TabToAsync(Button(manager, "Hide slide 2"));
        await keyboard.GoAsync("Enter");
        await Expect(manager.Main.Locator(".portal-slides__slide--hidden").First).ToContainTextAsync("Title");

        await keyboard.SkipToTheContentAsync();
        await keyboard.TabToAsync(manager.Main.GetByRole(AriaRole.Link, new() { Name = "Edit slide 4", Exact = true }));
        await keyboard.GoAsync("Enter");
        await keyboard.SkipToTheContentAsync();
        await keyboard.TabToAsync(manager.Main.GetByRole(AriaRole.Textbox, new() { Name = "Point 1" }).First);
        await keyboard.PressAsync("Control+A");
        await keyboard.TypeAsync("In a few words.");
        await keyboard.TabToAsync(manager.Main.GetByLabel("Notes", new() { Exact = true }));
        await keyboard.TypeAsync("Tell the story of the panel first.");
        await keyboard.TabToAsync(Button(manager, "Save the slide"));
        await keyboard.GoAsync("Enter");
        await manager.SeesAsync("Saved. What was signed stays beside it.");

        await keyboard.SkipToTheContentAsync();
        var link = manager.Main.GetByRole(AriaRole.Link, new() { Name = "Download it for PowerPoint" });
        await keyboard.TabToAsync(link);
        var download = await manager.Page.RunAndWaitForDownloadAsync(() => keyboard.PressAsync("Enter"));
        using (var file = PresentationDocument.Open(await download.PathAsync(), false))
        {
            file.PresentationPart!.SlideParts.ShouldContain(p => p.Slide!.InnerText.Contains("In a few words.", StringComparison.Ordinal));
        }

        await manager.FollowAsync("Present it");
        await PresentsAsync(manager, keyboard);
        await manager.FollowAsync("End");
        await manager.FollowAsync("Handout on A4");
        await manager.SeesAsync("In a few words.");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_slot_is_offered_and_taken_and_the_team_reads_what_was_handed_over(bool script)
    {
        var cast = await Cast.FoundAsync(site, script ? "Openham" : "Plainopening");
        var scene = await Scene.OpenAsync(site, cast);
        await scene.AssignAsync();
        await scene.AnswerAndJudgeAsync();
        await scene.PutUpAsync();
        await scene.SubmitAsync(cast);
        await using var lead = await site.VisitAsAsync(cast.Lead, script: script);
        await lead.GoToAsync("Reviews");
        await lead.FollowAsync($"Review of {cast.Board}");
        await lead.SeesAsync("No slot for an opening presentation has been offered");
        await lead.FollowAsync("Offer a slot");
        await lead.PressAsync("Offer the slot", 400);
        await lead.SeesAsync("Enter the day");
        await lead.FillDateAsync("Day", new DateOnly(2030, 3, 4));
        await lead.PressAsync("Offer the slot");
        await lead.SeesAsync("Offered, not answered yet");
        await lead.FollowAsync("Move the slot to another time");
        await lead.FillDateAsync("Day", new DateOnly(2030, 3, 5));
        await lead.FillAsync("Why is it moved?", "The team comes a day later.");
        await lead.PressAsync("Continue");
        await lead.SeesAsync("4 March 2030 at 10.00am, 30 minutes");
        await lead.PressAsync("Move the slot");
        await lead.SeesAsync("The team comes a day later.");

        await using var chair = await site.VisitAsAsync(cast.Chair, script: script);
        await chair.GoToAsync("Presentations");
        await chair.FollowAsync($"Review of {cast.Board}, 5 March 2030 at 10.00am");
        await chair.ChooseAsync("Yes, we take the slot");
        await chair.PressAsync("Send the answer");
        await chair.SeesAsync("Taken");
        await chair.GoBackAsync("Presentations");
        await chair.ArriveAsync(() => chair.Main.GetByRole(AriaRole.Link, new() { Name = "From the self-assessment of" }).ClickAsync(), 200);
        await chair.PressAsync("Draw it");
        await chair.FollowAsync("Add a chart");
        await chair.FillAsync("Title of the slide", "Our grades");
        await chair.ChooseAsync("The grades we gave ourselves, beside those of the last cycle");
        await chair.PressAsync("Add the chart");
        await chair.FollowAsync("Title, time and colours");
        await chair.FillAsync("Band", "#777777");
        await chair.PressAsync("Save", 409);
        await chair.SeesAsync("4.5 to 1 is needed");
        await chair.FillAsync("Band", "#4C2C92");
        await chair.PressAsync("Save");
        await chair.FollowAsync("Hand it over to the review team");
        await chair.PressAsync("Continue");
        await chair.SeesAsync("version 1, which both have signed");
        await chair.PressAsync("Hand it over to the review team");
        await chair.SeesAsync("stays as it is");

        await lead.GoToAsync("Reviews");
        await lead.FollowAsync($"Review of {cast.Board}");
        await lead.SeesAsync("Taken");
        await lead.FollowAsync("Opening presentation");
        await lead.SeesAsync("Our grades");
        await Expect(lead.Main.GetByText("Notes on slide")).ToHaveCountAsync(0);
        await lead.FollowAsync("See it slide by slide");
        await lead.FollowAsync("Next slide");
        await lead.FollowAsync("End");
        await lead.SeesAsync("Our grades");
    }

    /// <summary>Two windows: what the audience sees follows the presenter's, leads it too, and has no notes.</summary>
    private static async Task PresentsAsync(Journey manager, Keyboard keyboard)
    {
        var place = manager.Main.Locator(".govuk-caption-l");
        var all = int.Parse((await place.InnerTextAsync()).Split(' ')[^1], CultureInfo.InvariantCulture);
        await Expect(place).ToHaveTextAsync($"Presenter view, slide 1 of {all}");
        await manager.CheckAsync();
        await keyboard.SkipToTheContentAsync();
        var open = manager.Main.GetByRole(AriaRole.Link, new() { Name = "Open what the audience sees" });
        await keyboard.TabToAsync(open);
        var audience = await manager.Page.RunAndWaitForPopupAsync(() => keyboard.PressAsync("Enter"));
        await FollowsAsync(audience, 1, all);
        await Expect(audience.GetByRole(AriaRole.Banner)).ToBeHiddenAsync();

        await keyboard.TabToAsync(Button(manager, "Start the time"));
        await keyboard.PressAsync("Enter");
        await Expect(manager.Main.GetByRole(AriaRole.Timer)).ToContainTextAsync("of 30 minutes used");
        await keyboard.PressAsync("End");
        await Expect(place).ToHaveTextAsync($"Presenter view, slide {all} of {all}");
        await FollowsAsync(audience, all, all);
        await Expect(Button(manager, "Start the time again")).ToBeVisibleAsync();
        await keyboard.PressAsync("Home");
        await FollowsAsync(audience, 1, all);

        await audience.Keyboard.PressAsync("ArrowRight");
        await Expect(place).ToHaveTextAsync($"Presenter view, slide 2 of {all}");
        await FollowsAsync(audience, 2, all);
        await audience.GetByRole(AriaRole.Link, new() { Name = "Next slide" }).ClickAsync();
        await Expect(place).ToHaveTextAsync($"Presenter view, slide 3 of {all}");
        await Expect(manager.Main.GetByText("Tell the story of the panel first.")).ToBeVisibleAsync();
        await FollowsAsync(audience, 3, all);
        await Expect(audience.GetByText("In a few words.")).ToBeVisibleAsync();
        (await audience.ContentAsync()).ShouldNotContain("Tell the story of the panel first.");
        await manager.CheckAsync();
        await audience.CloseAsync();
    }

    /// <summary>The audience sees a slide, and the script of its page is at work.</summary>
    private static async Task FollowsAsync(IPage audience, int number, int all)
    {
        await Expect(audience).ToHaveTitleAsync(new Regex($"^Slide {number} of {all}:", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await audience.WaitForLoadStateAsync();
    }

    private static ILocator Button(Journey who, string name) => who.Main.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
