using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Portal.BrowserTests.Infrastructure;
using Portal.Web.Persistence;
using static Microsoft.Playwright.Assertions;

namespace Portal.BrowserTests.Journeys;

/// <summary>Whatever happens to the page, the network, the sign-in or beside them: nobody loses a word.</summary>
public sealed class TheWriter(PortalSite site)
{
    private const string Question = "What do we know?";

    [Fact]
    public async Task What_is_typed_is_saved_while_it_is_typed()
    {
        var (cast, scene) = await AskedAsync("Savingham");
        await using var writer = await WritingAsync(cast.Partner, scene);

        await writer.FillAsync(Question, "Six cases a quarter are audited.");

        await writer.SeesAsync("Saved at");
        await writer.CheckAsync();
        (await SavedAsync(scene)).ShouldBe("Six cases a quarter are audited.");
        (await DraftsAsync(writer)).ShouldBe(0, "What the server has is not kept in the browser any longer.");
    }

    [Fact]
    public async Task A_page_that_is_killed_before_anything_was_sent_gives_the_words_back_and_shows_both_versions()
    {
        var (cast, scene) = await AskedAsync("Killham");
        await scene.AnswerAsync("LSCB-02", "Five cases a quarter are audited.", 0);
        await using var writer = await WritingAsync(cast.Partner, scene);
        await writer.Page.Context.RouteAsync("**/*handler=*", route => route.AbortAsync());
        await writer.FillAsync(Question, "Six cases a quarter are audited.");

        await writer.KillAsync();
        await writer.Page.Context.UnrouteAllAsync();
        await writer.OpenAsync(scene.Answer("LSCB-02"));
        await writer.SeesAsync("You have words here that were not saved");
        await Expect(writer.Main.GetByLabel(Question, new() { Exact = true })).ToHaveValueAsync("Six cases a quarter are audited.");
        await writer.CheckAsync();

        await writer.PressAsync("Show both versions");
        await writer.SeesAsync("Two versions");
        await Expect(writer.Main.Locator("del")).ToContainTextAsync("Five");
        await Expect(writer.Main.Locator("ins")).ToContainTextAsync("Six");
        (await SavedAsync(scene)).ShouldBe("Five cases a quarter are audited.", "Looking saves nothing.");
        await writer.PressAsync("Save");
        await writer.SeesAsync("Saved.");
        (await SavedAsync(scene)).ShouldBe("Six cases a quarter are audited.");
        (await DraftsAsync(writer)).ShouldBe(0);
    }

    [Fact]
    public async Task Words_that_were_not_saved_can_be_left_for_what_is_saved()
    {
        var (cast, scene) = await AskedAsync("Leaveham");
        await scene.AnswerAsync("LSCB-02", "Five cases.", 0);
        await using var writer = await WritingAsync(cast.Partner, scene);
        await writer.Page.Context.RouteAsync("**/*handler=*", route => route.AbortAsync());
        await writer.FillAsync(Question, "Six cases.");
        await writer.KillAsync();
        await writer.OpenAsync(scene.Answer("LSCB-02"));

        await writer.Main.GetByRole(AriaRole.Button, new() { Name = "Go back to what is saved" }).ClickAsync();

        await Expect(writer.Main.GetByLabel(Question, new() { Exact = true })).ToHaveValueAsync("Five cases.");
        (await DraftsAsync(writer)).ShouldBe(0);
    }

    [Fact]
    public async Task A_version_kept_in_the_browser_outlives_what_somebody_else_saved_and_what_is_typed_meanwhile()
    {
        var (cast, scene) = await AskedAsync("Asideham");
        await using var writer = await WritingAsync(cast.Partner, scene);
        await writer.Page.Context.RouteAsync("**/*handler=*", route => route.AbortAsync());
        await writer.FillAsync(Question, "The police audit six cases.");
        await writer.KillAsync();
        await writer.Page.Context.UnrouteAllAsync();
        await scene.AnswerAsync("LSCB-02", "The board audits nine cases.", 0);

        await writer.OpenAsync(scene.Answer("LSCB-02"));
        await writer.SeesAsync("Somebody has saved another version since you typed");
        await Expect(writer.Main.GetByLabel(Question, new() { Exact = true })).ToHaveValueAsync("The board audits nine cases.");
        await writer.FillAsync("What will we do next?", "Go on.");
        await writer.SeesAsync("Saved at");

        await writer.OpenAsync(scene.Answer("LSCB-02"));
        await writer.PressAsync("Show both versions");
        await writer.SeesAsync($"{cast.Partner} saved this");
        await Expect(writer.Main.GetByLabel(Question, new() { Exact = true })).ToHaveValueAsync("The police audit six cases.");
        await Expect(writer.Main.GetByLabel("What will we do next?")).ToHaveValueAsync("Go on.");
    }

    [Fact]
    public async Task What_is_typed_while_a_version_is_set_aside_changes_places_with_it()
    {
        var (cast, scene) = await AskedAsync("Swapham");
        await using var writer = await WritingAsync(cast.Partner, scene);
        await writer.Page.Context.RouteAsync("**/*handler=Keep*", route => route.AbortAsync());
        await writer.FillAsync(Question, "The police audit six cases.");
        await writer.KillAsync();
        await scene.AnswerAsync("LSCB-02", "The board audits nine cases.", 0);
        await writer.OpenAsync(scene.Answer("LSCB-02"));
        await writer.SeesAsync("Somebody has saved another version since you typed");
        await writer.FillAsync("What will we do next?", "Not sent yet.");

        await writer.PressAsync("Show both versions");
        await Expect(writer.Main.GetByLabel(Question, new() { Exact = true })).ToHaveValueAsync("The police audit six cases.");
        await writer.SeesAsync("You have words here that were not saved");
        await writer.PressAsync("Show both versions");

        await Expect(writer.Main.GetByLabel("What will we do next?")).ToHaveValueAsync("Not sent yet.");
    }

    [Fact]
    public async Task Words_of_one_writer_outlive_what_another_saves_in_the_same_browser()
    {
        var (cast, scene) = await AskedAsync("Shareham");
        await using var writer = await WritingAsync(cast.Partner, scene);
        await writer.Page.Context.RouteAsync("**/*handler=*", route => route.AbortAsync());
        await writer.FillAsync(Question, "The police audit six cases.");
        await writer.KillAsync();
        await writer.Page.Context.UnrouteAllAsync();
        await writer.Page.Context.ClearCookiesAsync();

        await writer.SignInAsync(cast.Manager);
        await writer.OpenAsync(scene.Answer("LSCB-02"));
        await writer.FillAsync(Question, "The board audits nine cases.");
        await writer.PressAsync("Save");
        await writer.SeesAsync("Saved.");

        (await DraftsAsync(writer)).ShouldBe(1, "What the other typed is still there.");
        await writer.Page.Context.ClearCookiesAsync();
        await writer.SignInAsync(cast.Partner);
        await writer.OpenAsync(scene.Answer("LSCB-02"));
        await writer.SeesAsync("Somebody has saved another version since you typed");
    }

    [Fact]
    public async Task Without_a_network_the_page_waits_and_saves_as_soon_as_there_is_one()
    {
        var (cast, scene) = await AskedAsync("Cutham");
        await using var writer = await WritingAsync(cast.Partner, scene);
        await writer.Page.Context.SetOfflineAsync(true);
        await writer.FillAsync(Question, "Written on a train.");
        await writer.SeesAsync("the portal cannot be reached. What you typed is kept in this browser");

        await writer.Page.Context.SetOfflineAsync(false);

        await writer.SeesAsync("Saved at");
        (await SavedAsync(scene)).ShouldBe("Written on a train.");
        await writer.CheckAsync();
    }

    [Fact]
    public async Task After_the_sign_in_has_ended_one_signs_in_again_and_finds_the_words_in_their_field()
    {
        var (cast, scene) = await AskedAsync("Expireham");
        await using var writer = await WritingAsync(cast.Partner, scene);
        writer.ScriptMayGet = [401];
        await writer.Page.Context.ClearCookiesAsync(new() { Name = "portal" });
        await writer.FillAsync(Question, "Typed after the sign-in had ended.");
        await writer.SeesAsync("Not saved: you are signed out. What you typed is kept in this browser.");
        await writer.CheckAsync();

        await writer.FollowAsync("Sign in again to go on");
        await writer.FillInSignInAsync(cast.Partner);
        await writer.PressAsync("Sign in");

        writer.Path.ShouldBe(scene.Answer("LSCB-02"));
        await Expect(writer.Main.GetByLabel(Question, new() { Exact = true })).ToHaveValueAsync("Typed after the sign-in had ended.");
        await Expect(writer.Main.GetByLabel(Question, new() { Exact = true })).ToBeFocusedAsync();
        await writer.PressAsync("Save");
        (await SavedAsync(scene)).ShouldBe("Typed after the sign-in had ended.");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_form_sent_after_the_sign_in_has_ended_is_held_until_one_has_signed_in_again(bool script)
    {
        var (cast, scene) = await AskedAsync(script ? "Heldham" : "Heldstead");
        await using var writer = await WritingAsync(cast.Partner, scene, script);
        await writer.Page.Context.ClearCookiesAsync(new() { Name = "portal" });
        await writer.FillAsync(Question, "Sent after the sign-in had ended.");

        await writer.PressAsync("Save", 401);
        await writer.SeesAsync("What you typed is not lost");
        await writer.FillInSignInAsync(cast.Partner);
        await writer.PressAsync("Sign in");
        await writer.PressAsync("Send what I typed");

        await writer.SeesAsync("Saved.");
        (await SavedAsync(scene)).ShouldBe("Sent after the sign-in had ended.");
        (await DraftsAsync(writer)).ShouldBe(0);
    }

    [Fact]
    public async Task The_number_of_an_item_is_put_behind_the_words_that_were_selected()
    {
        var (cast, scene) = await AskedAsync("Citeham");
        await scene.LinkEvidenceAsync("LSCB-02");
        await using var writer = await WritingAsync(cast.Manager, scene);
        await writer.FillAsync(Question, "Six cases are audited. Two by the police.");
        await writer.Main.GetByLabel(Question, new() { Exact = true }).EvaluateAsync("field => field.setSelectionRange(0, 'Six cases are audited'.length)");

        await writer.Main.GetByRole(AriaRole.Button, new() { Name = "Refer to it" }).First.ClickAsync();

        await Expect(writer.Main.GetByLabel(Question, new() { Exact = true })).ToHaveValueAsync("Six cases are audited [1]. Two by the police.");
        await writer.CheckAsync();
        await writer.PressAsync("Save");
        await writer.SeesAsync("used in the text");
    }

    [Fact]
    public async Task Two_people_in_one_answer_see_each_other_and_put_together_what_both_wrote()
    {
        var (cast, scene) = await AskedAsync("Pairham");
        await using var partner = await WritingAsync(cast.Partner, scene);
        await using var manager = await WritingAsync(cast.Manager, scene);
        partner.ScriptMayGet = [409];
        await manager.SeesAsync($"{cast.Partner} is writing here too.");
        await partner.Page.EvaluateAsync("document.dispatchEvent(new Event('visibilitychange'))");
        await partner.SeesAsync($"{cast.Manager} is writing here too.");

        await manager.FillAsync("What will we do next?", "The manager plans a peer review.");
        await manager.SeesAsync("Saved at");
        await partner.FillAsync("How do we know it?", "From audits of the police.");
        await partner.SeesAsync($"together with what {cast.Manager} wrote meanwhile in other fields");
        await Expect(partner.Main.GetByLabel("What will we do next?")).ToHaveValueAsync("The manager plans a peer review.");

        await manager.FillAsync(Question, "The board audits nine cases.");
        await manager.PressAsync("Save");
        await partner.FillAsync(Question, "The board audits six cases.");
        await partner.SeesAsync("while you were writing");
        await partner.CheckAsync();
        await partner.PressAsync("Show both versions");
        await Expect(partner.Main.Locator("del")).ToContainTextAsync("nine");
        await Expect(partner.Main.Locator("ins")).ToContainTextAsync("six");
        await partner.FillAsync(Question, "The board audits nine cases, six of them with the police.");
        await partner.PressAsync("Save");

        (await SavedAsync(scene)).ShouldBe("The board audits nine cases, six of them with the police.");
        await partner.FollowAsync("History of this answer");
        await partner.SeesAsync("Kept aside");
        await partner.SeesAsync("The manager plans a peer review.");
    }

    private async Task<(Cast Cast, Scene Scene)> AskedAsync(string place)
    {
        var cast = await Cast.FoundAsync(site, place);
        var scene = await Scene.OpenAsync(site, cast);
        await scene.AssignAsync("LSCB-02", cast.PartnerPost);
        return (cast, scene);
    }

    private async Task<Journey> WritingAsync(string who, Scene scene, bool script = true)
    {
        var writer = await site.VisitAsAsync(who, script: script);
        await writer.OpenAsync(scene.Answer("LSCB-02"));
        return writer;
    }

    private Task<string> SavedAsync(Scene scene) => site.AsPortalAsync(services =>
        services.GetRequiredService<PortalDbContext>().Answers.Where(a => a.SelfAssessmentId == scene.Id && a.CriterionId == "LSCB-02").Select(a => a.Text.Know).SingleAsync());

    private static Task<int> DraftsAsync(Journey writer) => writer.Page.EvaluateAsync<int>("Object.keys(localStorage).filter(k => k.startsWith('writing ')).length");
}
