using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Reminders;
using Portal.Web.Auditing;
using Portal.Web.Persistence;
using Portal.Web.Reminders;
using Portal.Web.Security;
using Portal.Web.Words;

namespace Portal.Web.Features.People;

/// <summary>Sets when the people of a body are reminded, within the limits; each change with its reason on the audit trail.</summary>
public sealed class ChangeReminders(PortalDbContext db, ReminderSchedules schedules, AuditTrail audit, AccessScope scope, CurrentPerson me)
{
    /// <summary>The reminders of a body as far as the present person may look at them.</summary>
    /// <exception cref="NotFound">They see nothing of that body, or it has no reminders.</exception>
    /// <exception cref="Forbidden">They see a part of it only.</exception>
    public async Task<BodyReminders> ReadAsync(Id<Body> body, CancellationToken ct)
    {
        if (!scope.BodyIds.Contains(body))
        {
            throw new NotFound();
        }

        var found = await db.Bodies.AsNoTracking().Where(b => b.Id == body && (b.Kind == BodyKind.SafeguardingBoard || b.Kind == BodyKind.LocalAuthority)).FirstOr404Async(ct);
        CurrentPerson.Require(me.ReadsAllOf(body), "When people are reminded is shown to those who read all of their body.");
        var own = OwnReminders.Of(await db.Set<ReminderPlan>().AsNoTracking().FirstOrDefaultAsync(p => p.BodyId == body, ct));
        return new BodyReminders(found.Name, found.Kind, own, own.Over(schedules));
    }

    /// <summary>The same, for somebody who may change them.</summary>
    /// <exception cref="Forbidden">They do not run the body.</exception>
    public async Task<BodyReminders> ToChangeAsync(Id<Body> body, CancellationToken ct)
    {
        var read = await ReadAsync(body, ct);
        CurrentPerson.Require(me.Runs(body), "Only the chair, the board manager or the director set when people are reminded.");
        return read;
    }

    /// <summary>Sets one kind of task.</summary>
    /// <param name="body">Whose.</param>
    /// <param name="kind">Id of the kind.</param>
    /// <param name="own">Null: as the portal has it for everybody.</param>
    /// <param name="reason">Why.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="RuleBroken">It is outside the limits, so already, or without a reason.</exception>
    public Task KindAsync(Id<Body> body, string kind, OwnKind? own, string? reason, CancellationToken ct) => ChangeAsync(body, reason, (now, of) =>
    {
        var everybody = schedules.Rules.Kinds.GetValueOrDefault(kind) ?? throw new NotFound();
        if (own is not null)
        {
            Check(own);
        }

        var kinds = new SortedDictionary<string, OwnKind>(now.Kinds, StringComparer.Ordinal);
        kinds.Remove(kind);
        if (own is not null)
        {
            kinds.Add(kind, own);
        }

        var before = now.Kinds.GetValueOrDefault(kind) ?? OwnKind.Of(everybody);
        return (now with { Kinds = kinds }, $"{everybody.Title}: {before.Words(of)} became {(own ?? OwnKind.Of(everybody)).Words(of)}{(own is null ? ", as everybody has it" : "")}.");
    }, ct);

    /// <summary>Sets digest and hours.</summary>
    /// <param name="body">Whose.</param>
    /// <param name="own">Null: as the portal has them for everybody.</param>
    /// <param name="reason">Why.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="RuleBroken">They are outside the limits, so already, or without a reason.</exception>
    public Task WeekAsync(Id<Body> body, OwnWeek? own, string? reason, CancellationToken ct) => ChangeAsync(body, reason, (now, _) =>
    {
        if (own is not null)
        {
            Check(own);
        }

        var before = now.Week ?? schedules.Rules.WeekOf();
        return (now with { Week = own }, $"{before.Words()} became {(own ?? schedules.Rules.WeekOf()).Words()}{(own is null ? ", as everybody has it" : "")}.");
    }, ct);

    private void Check(OwnKind own)
    {
        var limits = schedules.Limits;
        Refuse(own.Before.Any(d => d < 1 || d > limits.MostDaysBefore), "Before", $"Reminders before the due date are between 1 and {limits.MostDaysBefore} working days before it.");
        Refuse(own.Before.Count > limits.MostTimesBefore, "Before", $"There are at most {limits.MostTimesBefore} reminders before the due date.");
        Refuse(own.Before.Distinct().Count() < own.Before.Count, "Before", "Each number of days is given once.");
        Refuse(own.EveryAfter < 0 || own.EveryAfter > limits.MostEveryDaysAfter, "EveryAfter", $"Reminders after the due date are at most {limits.MostEveryDaysAfter} working days apart; 0 for none.");
        Refuse(IsOutside(own.BoardManager), "BoardManager", $"It must be between 1 and {limits.MostEscalation} working days.");
        Refuse(IsOutside(own.Chair), "Chair", $"It must be between 1 and {limits.MostEscalation} working days.");
        Refuse(IsOutside(own.Director), "Director", $"It must be between 1 and {limits.MostEscalation} working days.");

        bool IsOutside(int? days) => days < 1 || days > limits.MostEscalation;
    }

    private void Check(OwnWeek own)
    {
        var limits = schedules.Limits;
        Refuse(own.DigestOn is DayOfWeek.Saturday or DayOfWeek.Sunday, "Digest", "The digest goes out on a day from Monday to Friday.");
        Refuse(own.From < limits.FromEarliest || own.From > limits.FromLatest, "From", $"Mail begins between {limits.FromEarliest:HH:mm} and {limits.FromLatest:HH:mm}.");
        Refuse(own.Until < limits.UntilEarliest || own.Until > limits.UntilLatest, "Until", $"Mail ends between {limits.UntilEarliest:HH:mm} and {limits.UntilLatest:HH:mm}.");
    }

    private static void Refuse(bool when, string field, string words)
    {
        if (when)
        {
            throw new RuleBroken("reminders.limits", words, field);
        }
    }

    private Task ChangeAsync(Id<Body> body, string? reason, Func<OwnReminders, BodyKind, (OwnReminders Own, string Said)> change, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var of = await ToChangeAsync(body, ct);
        var why = ReminderPlan.ReasonOf(reason);
        var plan = await db.Set<ReminderPlan>().FirstOrDefaultAsync(p => p.BodyId == body, ct);
        if (plan is null)
        {
            plan = ReminderPlan.Of(body, new OwnReminders().ToJson());
            db.Add(plan);
        }

        var (own, said) = change(OwnReminders.Of(plan), of.Kind);
        plan.Set(own.ToJson());
        audit.Record(body, "reminders-set", plan.Id, $"{said} {why}");
        await db.SaveChangesAsync(ct);
    });
}

/// <summary>When the people of a body are reminded.</summary>
/// <param name="Name">Of the body.</param>
/// <param name="Kind">A board or an authority: they have other posts.</param>
/// <param name="Own">What it set for itself.</param>
/// <param name="Rules">The rules that hold.</param>
public sealed record BodyReminders(string Name, BodyKind Kind, OwnReminders Own, ReminderRules Rules);
