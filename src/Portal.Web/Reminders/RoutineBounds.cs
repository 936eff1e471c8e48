using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Reminders;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Time;

namespace Portal.Web.Reminders;

/// <summary>
/// Keeps routine mail within its bounds at the moment of sending, which after an outage may be days after it was written: as the person chose, one for each person
/// and day, none that a newer one has overtaken, and none while one of the bodies it speaks of is quiet. Other mail is let through as it is.
/// </summary>
public sealed class RoutineBounds(PortalDbContext db, WorkingCalendars calendars, ReminderSchedules schedules, TimeProvider clock) : IMailBounds
{
    /// <summary>Days within which those of any bodies have a working day in common.</summary>
    private const int DaysAhead = 60;

    /// <inheritdoc />
    public async Task<IReadOnlyList<OutgoingEmail>> LetThroughAsync(IReadOnlyList<OutgoingEmail> due, CancellationToken ct)
    {
        var routine = due.Where(m => m.Kind.IsRoutine()).ToList();
        if (routine.Count == 0)
        {
            return due;
        }

        var now = clock.UtcNow();
        var known = await KnownAsync(routine, clock.Today(), ct);
        var held = new HashSet<Guid>();
        foreach (var mail in routine)
        {
            if (known.WhyNot(mail) is { } reason)
            {
                held.Add(mail.Id);
                await SuppressAsync(mail, reason, ct);
            }
            else if (NextMoment(known.HoursOf(mail), now, isOver: known.HadOneToday(mail)) is var moment && moment > now)
            {
                held.Add(mail.Id);
                await PutOffAsync(mail, moment, ct);
            }
        }

        return [.. due.Where(m => !held.Contains(m.Id))];
    }

    /// <summary>The first moment, from now on, of a day on which all are at work, and within the hours of all.</summary>
    /// <param name="all">The bodies that a mail speaks of.</param>
    /// <param name="now">In UTC.</param>
    /// <param name="isOver">Whether today counts no more.</param>
    private static DateTime NextMoment(List<Hours> all, DateTime now, bool isOver)
    {
        var local = UkTime.InUk(now);
        var (today, time) = (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
        var (from, until) = (all.Max(h => h.From), all.Min(h => h.Until));
        for (var day = today; day < today.AddDays(DaysAhead); day = day.AddDays(1))
        {
            if (all.Any(h => !h.Days.IsWorkingDay(day)) || (day == today && (isOver || time >= until)))
            {
                continue;
            }

            return day == today && time >= from ? now : UkTime.At(day, from);
        }

        return UkTime.At(today.AddDays(DaysAhead), from);
    }

    private IQueryable<OutgoingEmail> Routine(IReadOnlyList<Id<Person>> people) =>
        db.Set<OutgoingEmail>().AsNoTracking().Where(m => people.Contains(m.PersonId) && MailKinds.Routine.Contains(m.Kind));

    private async Task<Known> KnownAsync(IReadOnlyList<OutgoingEmail> routine, DateOnly today, CancellationToken ct)
    {
        var people = routine.Select(m => m.PersonId).Distinct().ToList();
        var newest = await Routine(people).Where(m => m.State == EmailState.Queued || m.State == EmailState.Sending || m.State == EmailState.Sent).GroupBy(m => new { m.PersonId, m.Kind }).Select(g => new { g.Key.PersonId, g.Key.Kind, At = g.Max(m => m.WrittenAt) }).ToListAsync(ct);
        var ofToday = await Routine(people).Where(m => m.RoutineOn == today).Select(m => new { m.PersonId, m.Id }).ToListAsync(ct);
        var choices = await db.Set<MailPreference>().AsNoTracking().Where(p => people.Contains(p.PersonId)).ToDictionaryAsync(p => p.PersonId, p => p.Routine, ct);
        var notReached = await db.PeopleNotReached(clock.UtcNow()).Where(p => people.Contains(p)).ToListAsync(ct);
        var ids = routine.SelectMany(BodiesOf).Distinct().ToList();
        var nations = await db.Bodies.AsNoTracking().Where(b => ids.Contains(b.Id)).Select(b => new { b.Id, b.Nation }).ToListAsync(ct);
        var plans = await db.Set<ReminderPlan>().AsNoTracking().Where(p => ids.Contains(p.BodyId)).ToDictionaryAsync(p => p.BodyId, ct);
        return new Known(
            newest.ToDictionary(n => (n.PersonId, n.Kind), n => n.At),
            ofToday.ToDictionary(m => m.PersonId, m => m.Id),
            choices,
            [.. notReached],
            nations.ToDictionary(b => b.Id, b => HoursOf(b.Nation, OwnReminders.Of(plans.GetValueOrDefault(b.Id)).Over(schedules))),
            HoursOf(Nation.England, schedules.Rules));
    }

    private Hours HoursOf(Nation nation, ReminderRules rules) => new(calendars.Of(nation), rules.From, rules.Until);

    private static IEnumerable<Id<Body>> BodiesOf(OutgoingEmail mail) =>
        (mail.HoursOf ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => Id<Body>.TryParse(id, null, out var body) ? body : default).Where(id => id != default);

    /// <summary>What a mail that never left said of others and of what is not set up was not said: the next routine mail says it.</summary>
    private async Task SuppressAsync(OutgoingEmail mail, SuppressionReason reason, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var suppressed = await AsSeen(mail).ExecuteUpdateAsync(
            set => set.SetProperty(m => m.State, EmailState.Suppressed).SetProperty(m => m.Suppression, reason).SetProperty(m => m.RoutineOn, (DateOnly?)null)
                .SetProperty(m => m.Lease, (Guid?)null).SetProperty(m => m.LeaseUntil, (DateTime?)null),
            ct);
        if (suppressed == 1 && reason == SuppressionReason.Superseded)
        {
            await db.ForgetWhatItSaidOfOthersAsync(mail.Id, ct);
        }

        await transaction.CommitAsync(ct);
    }

    private Task<int> PutOffAsync(OutgoingEmail mail, DateTime until, CancellationToken ct) => AsSeen(mail).ExecuteUpdateAsync(
        set => set.SetProperty(m => m.State, EmailState.Queued).SetProperty(m => m.NotBefore, until).SetProperty(m => m.RoutineOn, (DateOnly?)null)
            .SetProperty(m => m.Lease, (Guid?)null).SetProperty(m => m.LeaseUntil, (DateTime?)null),
        ct);

    /// <summary>The mail, unless another sender has taken it since it was read.</summary>
    private IQueryable<OutgoingEmail> AsSeen(OutgoingEmail mail) => db.Set<OutgoingEmail>().Where(m => m.Id == mail.Id && m.State == mail.State && m.Attempts == mail.Attempts);

    /// <summary>The working days of a body and the hours in which its people are written to.</summary>
    private sealed record Hours(WorkingDays Days, TimeOnly From, TimeOnly Until);

    /// <summary>What is known of the people that some mails are for, and of the bodies they speak of.</summary>
    private sealed record Known(
        IReadOnlyDictionary<(Id<Person>, MailKind), DateTime> Newest,
        IReadOnlyDictionary<Id<Person>, Guid> OfToday,
        IReadOnlyDictionary<Id<Person>, MailChoice> Choices,
        HashSet<Id<Person>> NotReached,
        IReadOnlyDictionary<Id<Body>, Hours> Bodies,
        Hours Usual)
    {
        /// <summary>Why a mail is not sent at all; null where it is. Only a mail that would itself be sent takes the place of an older one.</summary>
        public SuppressionReason? WhyNot(OutgoingEmail mail) => Choices.GetValueOrDefault(mail.PersonId) switch
        {
            MailChoice.InPortal => SuppressionReason.InPortal,
            MailChoice.DigestOnly when mail.Kind != MailKind.Digest => SuppressionReason.DigestOnly,
            _ when NotReached.Contains(mail.PersonId) => SuppressionReason.AddressFails,
            MailChoice.DigestOnly when IsOvertakenBy(mail, MailKind.Digest) => SuppressionReason.Superseded,
            MailChoice.Daily when MailKinds.Routine.Any(kind => IsOvertakenBy(mail, kind)) => SuppressionReason.Superseded,
            _ => null,
        };

        public bool HadOneToday(OutgoingEmail mail) => OfToday.TryGetValue(mail.PersonId, out var other) && other != mail.Id;

        public List<Hours> HoursOf(OutgoingEmail mail) =>
            BodiesOf(mail).Select(Bodies.GetValueOrDefault).OfType<Hours>().ToList() is { Count: > 0 } all ? all : [Usual];

        private bool IsOvertakenBy(OutgoingEmail mail, MailKind kind) => Newest.TryGetValue((mail.PersonId, kind), out var at) && at > mail.WrittenAt;
    }
}
