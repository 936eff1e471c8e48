using Portal.BrowserTests.Infrastructure;
using Portal.Web.Seeding;

namespace Portal.BrowserTests.Journeys;

public sealed class TheAddress(PortalSite site)
{
    [Fact]
    public async Task A_person_moves_to_another_address_and_an_administrator_corrects_it_again()
    {
        var cast = await Cast.FoundAsync(site, "Postwick");
        await using var partner = await site.VisitAsAsync(cast.Partner);
        await partner.OpenAsync("/account");
        await partner.FollowAsync("Change email address");
        await partner.FillAsync("New email address", "nowhere");
        await partner.PressAsync("Send a link to it", 400);
        await partner.SeesAsync("Enter an email address like name@example.org");
        await partner.SeesAsync("Enter your password");
        await Journey.PictureAsync(partner.Page, "address-refused");
        await partner.FillAsync("New email address", "pavan@postwick.example");
        await partner.FillAsync("Your password", DemoAccount.Password);
        await partner.PressAsync("Send a link to it");
        await partner.SeesAsync("A link was sent to pavan@postwick.example");
        await Journey.PictureAsync(partner.Page, "address-asked");

        await partner.OpenAsync(await MailFolder.LinkToAsync(site, "pavan@postwick.example", "/account/confirm-email/"));
        await Journey.PictureAsync(partner.Page, "address-confirm");
        await partner.PressAsync("Confirm the new address");
        await partner.SeesAsync("pavan@postwick.example");
        await partner.OpenAsync("/account/confirm-email/used");
        await partner.SeesHeadingAsync("This link cannot be used");

        await using var administrator = await site.VisitAsAsync("Pat Quinn");
        await administrator.GoToAsync("Administration");
        await administrator.FollowAsync("List mails: Sent (Mail)");
        await administrator.FollowAsync("Correct the address : pavan@postwick.example");
        await administrator.PressAsync("Continue", 400);
        await administrator.SeesAsync("Say why the address is corrected");
        await Journey.PictureAsync(administrator.Page, "address-correct-refused");
        await administrator.FillAsync("New email address", "pavan.pairs@postwick.example");
        await administrator.FillAsync("Why is it corrected?", "He told us by telephone.");
        await administrator.PressAsync("Continue");
        await Journey.PictureAsync(administrator.Page, "address-correct-check");
        await administrator.PressAsync("Correct the address");
        await administrator.SeesAsync("goes to pavan.pairs@postwick.example from now on.");
    }
}
