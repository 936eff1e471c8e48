using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Reminders;

namespace Portal.Web.Reminders;

/// <summary>A body on one of its working days, with the rules that hold for it.</summary>
/// <param name="Id">The body.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Days">Its working days.</param>
/// <param name="Rules">Its schedules.</param>
/// <param name="Boards">Of an authority: the boards that serve it.</param>
internal sealed record BodyAtWork(Id<Body> Id, string Name, BodyKind Kind, WorkingDays Days, ReminderRules Rules, IReadOnlyList<Id<Body>> Boards)
{
    private readonly Dictionary<string, ReminderRule> _rules = Rules.Kinds.ToDictionary(k => k.Key, k => new ReminderRule(Days, k.Value.Reminders));

    /// <summary>The rule of one kind of task.</summary>
    public ReminderRule RuleOf(string kind) => _rules[kind];

    /// <summary>The last due date that a reminder of today can be about.</summary>
    public DateOnly Horizon(DateOnly today) => Days.Add(today, Rules.Kinds.Values.SelectMany(k => k.Reminders.DaysBefore).DefaultIfEmpty(0).Max());

    /// <summary>After how many working days a role of its own hears that a task of a kind is late.</summary>
    /// <remarks>An authority has no board manager: its director runs its self-assessment, and hears in the manager's place too.</remarks>
    public IEnumerable<int> Steps(string kind, PostRole role) => (role switch
    {
        PostRole.BoardManager => [Rules.Kinds[kind].Escalation.BoardManager],
        PostRole.Chair => [Rules.Kinds[kind].Escalation.Chair],
        PostRole.DirectorOfChildrensServices when Kind == BodyKind.LocalAuthority => [Rules.Kinds[kind].Escalation.BoardManager, Rules.Kinds[kind].Escalation.Director],
        PostRole.DirectorOfChildrensServices => [Rules.Kinds[kind].Escalation.Director],
        _ => Array.Empty<int?>(),
    }).OfType<int>();
}
