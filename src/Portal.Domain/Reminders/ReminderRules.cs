namespace Portal.Domain.Reminders;

/// <summary>When people of one body are written to in the routine way: reminders, what is late with others, what is to be set up, and the digest of the week.</summary>
/// <param name="Kinds">For each kind of task, by id.</param>
/// <param name="Setup">When a post without a holder or an area without an owner is told of; null: never.</param>
/// <param name="DigestOn">The day of the week of the digest, or the next working day; null: no digest.</param>
/// <param name="From">No mail before this time of day, UK time.</param>
/// <param name="Until">No mail from this time of day on, UK time; what is missed then goes out the next working day.</param>
public sealed record ReminderRules(IReadOnlyDictionary<string, KindRules> Kinds, SetupRules? Setup, DayOfWeek? DigestOn, TimeOnly From, TimeOnly Until)
{
    public bool SendsAt(TimeOnly ukTime) => ukTime >= From && ukTime < Until;

    /// <summary>Whether the digest of the week goes out on a day: the chosen day of the week, or where that is no working day the next one.</summary>
    public bool IsDigestDay(DateOnly day, WorkingDays workingDays)
    {
        if (DigestOn is not { } chosen || !workingDays.IsWorkingDay(day))
        {
            return false;
        }

        for (var before = day; before.DayOfWeek != chosen; before = before.AddDays(-1))
        {
            if (workingDays.IsWorkingDay(before.AddDays(-1)))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>When one kind of task reminds, and when others hear that it is late.</summary>
/// <param name="Id">Stable word, such as <c>signature</c>.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Reminders">When whoever has it is reminded.</param>
/// <param name="Escalation">When others hear of it.</param>
public sealed record KindRules(string Id, string Title, ReminderSettings Reminders, Escalation Escalation);

/// <summary>After how many working days from its due date somebody else hears that a task is late; null: they do not.</summary>
public sealed record Escalation(int? BoardManager, int? Chair, int? Director)
{
    public static Escalation None { get; } = new(null, null, null);
}

/// <summary>When those who run a body hear what is not set up, in working days.</summary>
/// <param name="AreaAfter">From the day a self-assessment was opened one of whose areas nobody leads.</param>
/// <param name="Every">Between one mention and the next; at least 1.</param>
public sealed record SetupRules(int AreaAfter, int Every);
