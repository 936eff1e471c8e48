using Microsoft.EntityFrameworkCore;
using Portal.Web.Mail;

namespace Portal.WebTests.Mail;

/// <summary>Everything that a mail server may do to a mail, to many mails in turn, by two senders.</summary>
public sealed class AServerFullOfTrouble : MailTest
{
    private const int OfEach = 5;

    [Fact]
    public async Task No_mail_is_lost_one_taken_unheard_comes_twice_at_most_and_the_log_says_what_became_of_each()
    {
        string[] troubles = ["none", "greylisted", "full", "cut-within", "cut-after", "unknown", "spam"];
        var met = new HashSet<string>(StringComparer.Ordinal);
        Server.Recipient = to => (Of(to), FirstTime(to, "rcpt")) switch
        {
            ("greylisted", true) => "451 4.7.1 Greylisted, come again",
            ("unknown", _) => "550 5.1.1 No such person here",
            _ => null,
        };
        Server.Content = to => (Of(to), FirstTime(to, "data")) switch
        {
            ("full", true) => "452 4.3.1 Disk full",
            ("spam", _) => "554 5.7.1 Not wanted",
            _ => null,
        };
        Server.ClosesOn = to => Of(to) == "cut-within" && FirstTime(to, "within");
        Server.ForgetsToAnswer = to => Of(to) == "cut-after" && FirstTime(to, "after");
        var (one, other) = (Portal(), Portal());
        await WriteAsync(one, [.. Enumerable.Range(0, OfEach).SelectMany(n => troubles.Select(t => $"{t}.{n}@x.example"))]);
        other.Clock.SetUtcNow(one.Clock.GetUtcNow());

        while (await one.WithDbAsync(db => db.Set<OutgoingEmail>().AnyAsync(m => m.State == EmailState.Queued)))
        {
            await Task.WhenAll(Task.Run(() => SendAsync(one)), Task.Run(() => SendAsync(other)));
            one.Clock.Advance(TimeSpan.FromMinutes(1));
            other.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var rows = await one.WithDbAsync(db => db.Set<OutgoingEmail>().AsNoTracking().ToListAsync());
        rows.GroupBy(r => (Trouble: Of(r.Address), r.State, Answer: r.ServerAnswer!.Split(" queued")[0], r.Attempts)).Select(g => (g.Key, Count: g.Count())).ShouldBe(
            [
                (("none", EmailState.Sent, "250 2.0.0 OK", 1), OfEach),
                (("greylisted", EmailState.Sent, "250 2.0.0 OK", 2), OfEach),
                (("full", EmailState.Sent, "250 2.0.0 OK", 2), OfEach),
                (("cut-within", EmailState.Sent, "250 2.0.0 OK", 2), OfEach),
                (("cut-after", EmailState.Sent, "250 2.0.0 OK", 2), OfEach),
                (("unknown", EmailState.Refused, "550 5.1.1 No such person here", 1), OfEach),
                (("spam", EmailState.Refused, "554 5.7.1 Not wanted", 1), OfEach),
            ],
            ignoreOrder: true);
        Server.Received.GroupBy(m => (m.To, m.Message.MessageId)).Select(g => (g.Key.To, Times: g.Count())).ShouldBe(
            rows.Where(r => r.State == EmailState.Sent).Select(r => (r.Address, Of(r.Address) == "cut-after" ? 2 : 1)), ignoreOrder: true);

        bool FirstTime(string to, string stage)
        {
            lock (met)
            {
                return met.Add($"{to} {stage}");
            }
        }
    }

    private static string Of(string address) => address.Split('.')[0];
}
