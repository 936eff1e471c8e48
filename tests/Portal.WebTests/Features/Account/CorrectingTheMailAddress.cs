using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Web.Auditing;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Seeding;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Account;

/// <summary>A person moves to another email address by showing that they read what goes there; an administrator corrects one with a reason.</summary>
public sealed class CorrectingTheMailAddress(PortalFixture portal) : PortalTest(portal)
{
    private const string Earlier = "priya.nair@demo.example";
    private const string Wanted = "priya.o'nair@police.example";

    [Fact]
    public async Task Nothing_changes_until_the_link_that_went_to_the_new_address_is_used_and_confirmed()
    {
        var police = await SignedInAs(Given.Police);
        var form = await (await police.Open("/account")).Follow("Change email address");
        var asked = await form.Submit("Send a link to it", ("New email address", $" {Wanted} "), ("Your password", DemoAccount.Password));
        asked.ShouldSay($"A mail is on its way to {Wanted}.").ShouldSay("It can be used until 5 March 2015 at 9.00am.");
        var mail = await MailAsync("Confirm your email address");
        (mail.Address, mail.Text.Contains(MailSeal.Words, StringComparison.Ordinal)).ShouldBe((Wanted, true));
        var waits = await WaitsAsync("Your tasks");

        var opened = await police.Open(await LinkAsync());
        opened.ShouldSay(Earlier).ShouldSay(Wanted);
        (await EmailAsync(Given.Police)).ShouldBe(Earlier, "scanners open links");
        (await opened.Submit("Confirm the new address")).ShouldSay($"Mail goes to {Wanted} from now on, and you sign in with it.").ShouldSay(Wanted);

        (await SignInAsync(Wanted)).Path.ShouldNotBe("/account/sign-in");
        (await SignInAsync(Earlier)).ShouldSay("The email address or the password is not right");
        (await Portal.ReadAsync(db => db.Set<OutgoingEmail>().SingleAsync(m => m.Id == waits))).Address.ShouldBe(Wanted, "what waits goes to the new address");
        (await MailAsync("Mail from the portal goes to another address now")).Address.ShouldBe(Earlier);
        (await police.Open(opened.Path)).ShouldSay("This link cannot be used");
        (await ActsAsync()).ShouldBe([("mail-address-asked", "demo-northshire-board", null), ("mail-address-changed", "demo-northshire-board", null)]);
    }

    [Fact]
    public async Task A_link_gives_nothing_to_whoever_did_not_ask_and_nothing_once_it_is_old_replaced_or_taken_back()
    {
        var police = await SignedInAs(Given.Police);
        await AskAsync(Wanted);
        var first = await LinkAsync();
        var manager = await SignedInAs(Given.Manager);
        (await manager.Open(first)).ShouldSay("This link cannot be used").Text.ShouldNotContain(Wanted);
        (await manager.SendAsOwn(new OfferedForm(first, [], false))).Status.ShouldBe(HttpStatusCode.Conflict);
        (await new Visitor(Portal.Host).Open(first)).Path.ShouldBe("/account/sign-in");

        Portal.Clock.Advance(TimeSpan.FromMinutes(1));
        var confirm = await police.Open(first);
        await AskAsync("priya@other.example");
        (await confirm.Submit("Confirm the new address")).ShouldRefuse("This link cannot be used any more.");
        var second = await LinkAsync();
        (await police.Open(second)).ShouldSay("priya@other.example");
        (await (await police.Open("/account/email")).Submit("Keep the present address instead")).ShouldSay("Your address stays as it is.");
        (await police.Open(second)).ShouldSay("This link cannot be used");

        Portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await AskAsync(Wanted);
        var third = await (await PortalFixture.SignInAsync(Portal.Host, Given.Police)).Open(await LinkAsync());
        Portal.Clock.Advance(AddressChange.Validity);
        await Should.ThrowAsync<RuleBroken>(async () => await Portal.AsAsync(Given.Police, s => s.GetRequiredService<ChangeMailAddress>().ConfirmAsync(third.Path.Split('/')[^1], default)));
        (await EmailAsync(Given.Police)).ShouldBe(Earlier);
    }

    [Fact]
    public async Task An_address_that_was_asked_for_and_not_confirmed_in_time_is_forgotten_at_night_and_no_other()
    {
        await AskAsync(Wanted);
        Portal.Clock.Advance(AddressChange.Validity - TimeSpan.FromSeconds(1));
        await ForgetAsync();
        (await Portal.ReadAsync(db => db.Set<AddressChange>().CountAsync())).ShouldBe(1);

        Portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await ForgetAsync();
        (await Portal.ReadAsync(db => db.Set<AddressChange>().CountAsync())).ShouldBe(0);

        Task ForgetAsync() => Portal.AsPortalAsync(s => s.GetRequiredService<ForgetAddressChangesJob>().RunAsync("", default));
    }

    [Fact]
    public async Task Mail_about_the_address_itself_is_not_offered_to_be_sent_again()
    {
        await AskAsync(Wanted);
        var police = await SignedInAs(Given.Police);
        await (await police.Open(await LinkAsync())).Submit("Confirm the new address");
        var told = await MailAsync("Mail from the portal goes to another address now");
        await Portal.ReadAsync(db => db.Set<OutgoingEmail>().Where(m => m.Id == told.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.State, EmailState.Bounced).SetProperty(m => m.FailedAt, m => m.WrittenAt)));

        var mails = await (await SignedInAs("pat.quinn")).Open("/administration/mail");

        mails.ShouldSay("This mail is about an address itself, so it is not sent again. Correct the address instead.").Text.ShouldNotContain("Send again");
    }

    [Theory]
    [InlineData("", "Enter your new email address")]
    [InlineData("nowhere", "Enter an email address like name@example.org")]
    [InlineData("Priya.Nair@demo.example", "Mail goes to this address already.")]
    [InlineData("\"Priya\"<tom.whitfield@demo.example>", "Enter an email address like name@example.org")]
    [InlineData("priya@police.example,tom@demo.example", "Enter an email address like name@example.org")]
    public async Task An_address_that_is_none_or_the_present_one_is_refused_beside_the_field(string typed, string why)
    {
        (await (await (await SignedInAs(Given.Police)).Open("/account/email")).Submit("Send a link to it", ("New email address", typed), ("Your password", DemoAccount.Password))).ShouldShowError(why).Value("New email address").ShouldBe(typed);
        (await Portal.ReadAsync(db => db.Set<OutgoingEmail>().AnyAsync())).ShouldBeFalse();
    }

    [Theory]
    [InlineData("TOM.whitfield@demo.example")]
    [InlineData("Partner@Elsewhere.example")]
    public async Task Whoever_asks_is_not_told_whether_somebody_else_has_the_address_and_gets_no_link_to_it(string taken)
    {
        await Portal.ReadAsync(async db =>
        {
            db.Add(Person.Named("A partner without an account", "partner@elsewhere.example"));
            return await db.SaveChangesAsync();
        });

        var form = await (await SignedInAs(Given.Police)).Open("/account/email");
        (await form.Submit("Send a link to it", ("New email address", taken), ("Your password", DemoAccount.Password))).ShouldSay($"A mail is on its way to {taken}.");

        var mail = await MailAsync("Confirm your email address");
        mail.Address.ShouldBe(taken);
        Portal.Host.Services.GetRequiredService<MailSeal>().TextOf(mail).ShouldNotContain("http");
    }

    [Fact]
    public async Task Only_so_many_links_are_sent_in_a_day()
    {
        for (var n = 1; n <= 5; n++)
        {
            await AskAsync($"priya{n}@police.example");
        }

        (await Should.ThrowAsync<RuleBroken>(() => AskAsync("priya6@police.example"))).Message.ShouldStartWith("You have asked for 5 links within a day.");
        Portal.Clock.Advance(TimeSpan.FromDays(1));
        await AskAsync("priya6@police.example");
    }

    [Fact]
    public async Task Whoever_finds_a_browser_signed_in_does_not_take_the_account_along()
    {
        var form = await (await SignedInAs(Given.Police)).Open("/account/email");

        (await form.Submit("Send a link to it", ("New email address", Wanted))).ShouldShowError("Enter your password");
        (await form.Submit("Send a link to it", ("New email address", Wanted), ("Your password", "a guess"))).ShouldShowError("The password is not right.").Value("New email address").ShouldBe(Wanted);
        (await Portal.ReadAsync(db => db.Set<OutgoingEmail>().AnyAsync())).ShouldBeFalse();
    }

    [Fact]
    public async Task An_administrator_does_not_correct_their_own_and_sees_where_it_was_changed_meanwhile()
    {
        var administrator = await SignedInAs("pat.quinn");
        var own = await Portal.ReadAsync(db => db.People.Where(p => p.Name == "Pat Quinn").Select(p => p.Id).SingleAsync());
        (await (await administrator.Open($"/administration/correct-email/{own}")).Submit("Continue", ("New email address", Wanted), ("Why is it corrected?", "It is new.")))
            .ShouldShowError("Change your own address under “Your account”, so that a link shows that you read what goes there.");

        var police = await Portal.ReadAsync(db => db.People.Where(p => p.Email == Earlier).Select(p => p.Id).SingleAsync());
        var check = await (await administrator.Open($"/administration/correct-email/{police}")).Submit("Continue", ("New email address", Wanted), ("Why is it corrected?", "She married."));
        await AskAsync("priya@other.example");
        var token = (await LinkAsync()).Split('/')[^1];
        await Portal.AsAsync(Given.Police, s => s.GetRequiredService<ChangeMailAddress>().ConfirmAsync(token, default));

        (await check.Submit("Correct the address")).ShouldSay("The address was changed meanwhile, to priya@other.example.");
        (await EmailAsync(Given.Police)).ShouldBe("priya@other.example");
    }

    [Fact]
    public async Task Of_two_who_confirm_the_same_address_at_once_one_has_it()
    {
        var tokens = new List<string>();
        foreach (var who in new[] { Given.Police, Given.Manager })
        {
            await Portal.AsAsync(who, s => s.GetRequiredService<ChangeMailAddress>().AskAsync("shared@northshire.example", DemoAccount.Password, default));
            tokens.Add((await LinkAsync()).Split('/')[^1]);
            Portal.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var ends = await AtOnce.DoAsync(
            () => Portal.AsAsync(Given.Police, s => s.GetRequiredService<ChangeMailAddress>().ConfirmAsync(tokens[0], default)),
            () => Portal.AsAsync(Given.Manager, s => s.GetRequiredService<ChangeMailAddress>().ConfirmAsync(tokens[1], default)));

        ends.Count(e => e is null).ShouldBe(1);
        ends.OfType<RuleBroken>().ShouldHaveSingleItem().Message.ShouldBe("Somebody else has this address in the portal.");
        (await Portal.ReadAsync(db => db.Users.CountAsync(u => u.NormalizedUserName == "SHARED@NORTHSHIRE.EXAMPLE"))).ShouldBe(1);
        (await Portal.ReadAsync(db => db.People.CountAsync(p => p.Email == "shared@northshire.example"))).ShouldBe(1);
    }

    [Fact]
    public async Task An_administrator_corrects_one_that_fails_with_a_reason_and_both_addresses_are_told()
    {
        await FailedAsync();
        (await (await SignedInAs(Given.Police)).Open("/messages")).ShouldSay($"Mail to {Earlier} does not arrive").ShouldSay("Correct your address");
        var form = await (await (await SignedInAs("pat.quinn")).Open("/administration/mail")).Follow($"Correct the address: {Earlier}");
        (await form.Submit("Continue", ("New email address", Wanted))).ShouldShowError("Say why the address is corrected").Value("New email address").ShouldBe(Wanted);
        (await form.Submit("Continue", ("New email address", "tom.whitfield@demo.example"), ("Why is it corrected?", "She married."))).ShouldShowError("Somebody else has this address in the portal.");
        var check = await form.Submit("Continue", ("New email address", Wanted), ("Why is it corrected?", "She married."));
        check.ShouldSay(Earlier).ShouldSay(Wanted).ShouldSay("She married.");
        (await EmailAsync(Given.Police)).ShouldBe(Earlier, "it is only checked yet");
        var done = await check.Submit("Correct the address");

        done.ShouldSay($"Mail to Priya Nair goes to {Wanted} from now on.").Text.ShouldNotContain("Mail does not arrive");
        (await (await SignedInAs(Given.Police)).Open("/messages")).Text.ShouldNotContain("does not arrive");
        (await SignInAsync(Wanted)).Path.ShouldNotBe("/account/sign-in");
        (await MailAsync("Mail from the portal goes to another address now")).ShouldSatisfyAllConditions(m => m.Address.ShouldBe(Earlier), m => m.Text.ShouldContain("Pat Quinn, who runs the portal, has corrected your address: She married."));
        (await MailAsync("Mail from the portal comes here now")).Address.ShouldBe(Wanted);
        (await ActsAsync()).ShouldBe([("mail-address-corrected", "demo-northshire-board", "She married."), ("mail-address-corrected", "demo-operator", $"From {Earlier} to {Wanted}. She married.")], ignoreOrder: true);
    }

    [Fact]
    public async Task Nobody_else_corrects_the_address_of_another()
    {
        var id = await Portal.ReadAsync(db => db.People.Where(p => p.Email == Earlier).Select(p => p.Id).SingleAsync());
        var form = new OfferedForm($"/administration/correct-email/{id}?handler=Confirm", [KeyValuePair.Create("Input.Shown", Earlier), KeyValuePair.Create("Input.Email", Wanted), KeyValuePair.Create("Input.Reason", "Mine.")], false);

        (await (await SignedInAs(Given.Manager)).SendAsOwn(form)).Status.ShouldBe(HttpStatusCode.Forbidden);
        await Should.ThrowAsync<Forbidden>(() => Portal.AsAsync(Given.Manager, s => s.GetRequiredService<CorrectMailAddress>().AsAsync(id, Earlier, Wanted, "Mine.", default)));
        (await EmailAsync(Given.Police)).ShouldBe(Earlier);
    }

    private Task AskAsync(string email) => Portal.AsAsync(Given.Police, s => s.GetRequiredService<ChangeMailAddress>().AskAsync(email, DemoAccount.Password, default));

    private async Task<HtmlPage> SignInAsync(string email) =>
        await (await new Visitor(Portal.Host).Open("/account/sign-in")).Submit("Sign in", ("Email address", email), ("Password", DemoAccount.Password));

    /// <summary>The address in the latest mail with a link, as its reader gets it.</summary>
    private async Task<string> LinkAsync()
    {
        var mail = await Portal.ReadAsync(db => db.Set<OutgoingEmail>().AsNoTracking().Where(m => m.Subject == "Confirm your email address").OrderByDescending(m => m.WrittenAt).FirstAsync());
        return new Uri(Portal.Host.Services.GetRequiredService<MailSeal>().TextOf(mail).Split('\n').Single(l => l.StartsWith("http", StringComparison.Ordinal))).AbsolutePath;
    }

    private Task<string> EmailAsync(string who)
    {
        var name = who == Given.Police ? "Priya Nair" : who;
        return Portal.ReadAsync(db => db.People.Where(p => p.Name == name).Select(p => p.Email).SingleAsync());
    }

    private Task<OutgoingEmail> MailAsync(string subject) => Portal.ReadAsync(db => db.Set<OutgoingEmail>().AsNoTracking().SingleAsync(m => m.Subject == subject));

    private async Task<List<(string Action, string Body, string? Reason)>> ActsAsync() => (await Portal.ReadAsync(db => db.Set<AuditEntry>().Where(a => a.Action.StartsWith("mail-address")).OrderBy(a => a.Number)
        .Select(a => new { a.Action, Body = db.Bodies.Where(b => b.Id == a.BodyId).Select(b => b.Code).First(), a.Reason }).ToListAsync())).ConvertAll(a => (a.Action, a.Body, a.Reason));

    private Task<Guid> WaitsAsync(string subject) => Portal.AsPortalAsync(async s =>
    {
        var db = s.GetRequiredService<PortalDbContext>();
        var mail = s.GetRequiredService<Web.Mail.Outbox>().Write(await db.People.SingleAsync(p => p.Email == Earlier), MailKind.Reminders, subject, "What it says.", $"test:{subject}");
        await db.SaveChangesAsync();
        return mail.Id;
    });

    private async Task FailedAsync()
    {
        var id = await WaitsAsync("Your tasks");
        await Portal.ReadAsync(db => db.Set<OutgoingEmail>().Where(m => m.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.State, EmailState.Bounced).SetProperty(m => m.Report, "5.1.1 No such person").SetProperty(m => m.FailedAt, m => m.WrittenAt)));
    }
}
