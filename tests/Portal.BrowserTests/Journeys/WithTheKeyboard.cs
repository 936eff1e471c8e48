using Microsoft.Playwright;
using Portal.BrowserTests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Portal.BrowserTests.Journeys;

public sealed class WithTheKeyboard(PortalSite site)
{
    private const string Together = "The board audits nine cases a quarter, six of them with us.";

    [Fact]
    public async Task A_partner_signs_in_answers_a_criterion_and_puts_two_versions_together_with_nothing_but_the_keyboard()
    {
        var cast = await Cast.FoundAsync(site, "Keyswick");
        var scene = await Scene.OpenAsync(site, cast);
        await scene.AssignAsync("LSCB-02", cast.PartnerPost);
        await using var partner = await site.VisitAsync();
        var keyboard = new Keyboard(partner);
        await partner.OpenAsync("/account/sign-in");

        await keyboard.SkipToTheContentAsync();
        await keyboard.TabToAsync(Field(partner, "Email address"));
        await keyboard.TypeAsync(Cast.EmailOf(cast.Partner));
        await keyboard.TabToAsync(Button(partner, "Sign in"));
        await keyboard.GoAsync("Enter", 400);

        // The summary has the focus; its link leads to the field.
        partner.FocusBefore.ShouldBe("govuk-error-summary");
        await keyboard.TabToAsync(Link(partner, "Enter your password"));
        await keyboard.PressAsync("Enter");
        await Expect(Field(partner, "Password")).ToBeFocusedAsync();
        await keyboard.TypeAsync(Portal.Web.Seeding.DemoAccount.Password);
        await keyboard.GoAsync("Enter");
        await partner.SeesHeadingAsync("Home");

        await keyboard.SkipToTheContentAsync();
        await keyboard.TabToAsync(Link(partner, "Answer LSCB-02: Front-line practice is watched"));
        await keyboard.GoAsync("Enter");

        // Meanwhile somebody of the board writes in the same answer.
        await using var manager = await site.VisitAsAsync(cast.Manager);
        await manager.OpenAsync(scene.Answer("LSCB-02"));
        await manager.SeesAsync($"{cast.Partner} is writing here too.");
        await manager.FillAsync("What do we know?", "The board audits nine cases.");
        await Field(manager, "Good").CheckAsync();
        await manager.PressAsync("Save");
        await manager.SeesAsync("Saved.");

        partner.ScriptMayGet = [409];
        await keyboard.SkipToTheContentAsync();
        foreach (var (label, text) in new[]
        {
            ("What do we know?", "Six cases a quarter are audited."),
            ("How do we know it?", "From the minutes."),
            ("What difference has it made to children, young people and families?", "Help comes sooner."),
            ("What will we do next?", "Again in May."),
        })
        {
            await keyboard.TabToAsync(Field(partner, label));
            await keyboard.TypeAsync(text);
        }

        // Both texts are kept, read side by side and put together. What only one of the two changed is there already.
        await partner.SeesAsync("Both texts are kept.");
        await partner.CheckAsync();
        await keyboard.SkipToTheContentAsync();
        await keyboard.TabToAsync(Button(partner, "Show both versions"));
        await keyboard.GoAsync("Enter");
        await partner.SeesAsync("Two versions");
        await partner.CheckAsync();
        await Expect(partner.Main.Locator(".portal-both")).ToContainTextAsync("The board audits nine cases");
        await Expect(Field(partner, "What will we do next?")).ToHaveValueAsync("Again in May.");
        await Expect(Field(partner, "Good")).ToBeCheckedAsync();
        await keyboard.SkipToTheContentAsync();
        await keyboard.TabToAsync(Field(partner, "What do we know?"));
        await keyboard.PressAsync("Control+A");
        await keyboard.TypeAsync(Together);
        await keyboard.ChooseAsync(Field(partner, "Outstanding"));
        await keyboard.TabToAsync(Button(partner, "Save"));
        await keyboard.GoAsync("Enter");
        await partner.SeesAsync("Saved.");
        await Expect(Field(partner, "What do we know?")).ToHaveValueAsync(Together);
        await Expect(Field(partner, "What will we do next?")).ToHaveValueAsync("Again in May.");
        await Expect(Field(partner, "Outstanding")).ToBeCheckedAsync();

        await keyboard.TabToAsync(Button(partner, "Save and finish my task"));
        await keyboard.GoAsync("Space");
        await partner.SeesAsync("LSCB-02 is answered. Thank you.");
    }

    private static ILocator Field(Journey who, string label) => who.Main.GetByLabel(label, new() { Exact = true });

    private static ILocator Button(Journey who, string name) => who.Main.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static ILocator Link(Journey who, string name) => who.Main.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });
}
