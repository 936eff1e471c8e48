using System.Text;
using Portal.Domain.Reminders;
using Portal.Web.Mail;
using Portal.Web.Time;

namespace Portal.Web.Reminders;

/// <summary>The words of a day's reminder to one person: every task that is overdue, due today or due soon, each with its link.</summary>
internal sealed class ReminderLetter
{
    private readonly List<DueTask> overdue;
    private readonly List<DueTask> today;
    private readonly List<DueTask> soon;

    private ReminderLetter(IEnumerable<DueTask> tasks, DateOnly day)
    {
        var inOrder = tasks.OrderBy(t => t.DueOn).ThenBy(t => t.Title, StringComparer.Ordinal).ThenBy(t => t.TaskId.Value).ToList();
        overdue = inOrder.FindAll(t => t.DueOn < day);
        today = inOrder.FindAll(t => t.DueOn == day);
        soon = inOrder.FindAll(t => t.DueOn > day);
    }

    public string Subject { get; private set; } = "";

    public string Text { get; private set; } = "";

    public static ReminderLetter To(string name, IEnumerable<DueTask> tasks, DateOnly day, WorkingCalendars calendars, PortalAddress portal)
    {
        var letter = new ReminderLetter(tasks, day);
        letter.Subject = "Your tasks: " + string.Join(
            ", ",
            new[] { (letter.overdue.Count, "overdue"), (letter.today.Count, "due today"), (letter.soon.Count, "due soon") }
                .Where(c => c.Item1 > 0).Select(c => $"{c.Item1} {c.Item2}"));
        var text = new StringBuilder().Append("Dear ").Append(name).Append(",\n\nthese tasks wait for you in the Self-Assessment Portal.\n");
        Section(text, "Overdue", letter.overdue, t => $"was due on {t.DueOn.Words()}, {Count(calendars.Of(t.Nation).Between(t.DueOn, day))} ago", portal);
        Section(text, "Due today", letter.today, t => $"due today, {t.DueOn.Words()}", portal);
        Section(text, "Due soon", letter.soon, t => $"due on {t.DueOn.Words()}, in {Count(calendars.Of(t.Nation).Between(day, t.DueOn))}", portal);
        text.Append("\nEach link opens the page where the task is done; you may be asked to sign in first.\n")
            .Append("You get one such mail a day at most.\n");
        letter.Text = text.ToString();
        return letter;
    }

    private static void Section(StringBuilder text, string heading, List<DueTask> tasks, Func<DueTask, string> when, PortalAddress portal)
    {
        if (tasks.Count == 0)
        {
            return;
        }

        text.Append('\n').Append(heading).Append('\n');
        foreach (var task in tasks)
        {
            text.Append("\n- ").Append(OneLine(task.Title)).Append(" (").Append(OneLine(task.BodyName)).Append(")\n  ")
                .Append(when(task)).Append("\n  ").Append(portal.Of(task.SubjectUrl)).Append('\n');
        }
    }

    private static string Count(int days) => days == 1 ? "1 working day" : $"{days} working days";

    private static string OneLine(string text) => string.Join(' ', text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
}
