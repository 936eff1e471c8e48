using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Portal.Domain.People;
using Portal.Web.Calendars;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.WebTests.Infrastructure;
using Portal.WebTests.Mail;

namespace Portal.WebTests.Calendars;

/// <summary>A mail that tells of dates, as its reader's mail program gets it.</summary>
public sealed class MailingCalendarFiles : MailTest
{
    [Fact]
    public async Task Each_calendar_is_a_part_of_its_own_beside_the_text_with_its_method()
    {
        var portal = Portal();
        await portal.DoAsync(async services =>
        {
            var there = new CalendarDate("task-1", 1, "Grüße", "/inbox", Nation.England, new DateOnly(2015, 3, 31));
            var person = Person.Named("Pat Hughes", "pat@x.example");
            services.GetRequiredService<PortalDbContext>().Add(person);
            services.GetRequiredService<Outbox>().Write(
                person, MailKind.Notice, "Dates", "Please look at it.\n", "test:1", calendar: services.GetRequiredService<CalendarFiles>().ForMail([there, there with { Key = "task-2", IsGone = true }]));
            await services.GetRequiredService<PortalDbContext>().SaveChangesAsync();
        });

        await SendAsync(portal);

        var message = Server.Received.ShouldHaveSingleItem().Message;
        message.TextBody.ShouldNotBeNull().Trim().ShouldBe("Please look at it.");
        var parts = message.BodyParts.OfType<TextPart>().Where(p => p.ContentType.IsMimeType("text", "calendar")).ToList();
        parts.Select(p => (p.ContentType.Parameters["method"], p.ContentType.Charset, p.FileName)).ShouldBe([("PUBLISH", "utf-8", "dates.ics"), ("CANCEL", "utf-8", "dates.ics")]);
        (await ReadCalendar.OfAsync(parts[0].Text)).Events.Single().Summary.ShouldBe("Grüße");
        (await ReadCalendar.OfAsync(parts[1].Text)).Events.Single().Status.ShouldBe("CANCELLED");
    }

    [Fact]
    public async Task A_mail_without_dates_is_its_text_alone()
    {
        var portal = Portal();
        await WriteAsync(portal, "a@x.example");
        await SendAsync(portal);

        Server.Received.Single().Message.BodyParts.OfType<TextPart>().ShouldAllBe(p => !p.ContentType.IsMimeType("text", "calendar"));
    }
}
