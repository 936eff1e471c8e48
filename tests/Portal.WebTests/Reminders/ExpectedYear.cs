using System.Globalization;
using Portal.Domain.People;

namespace Portal.WebTests.Reminders;

/// <summary>
/// What must happen in the simulated year 2026, worked out from the words of the schedules alone: the bank holidays are written out here, working days are counted along
/// a list, and nothing of the portal's own rules is called.
/// </summary>
public sealed class ExpectedYear
{
    public const int Seats = 12;
    public const int TasksEach = 3;
    public const int Chair = 0;
    public const int Manager = 1;
    public const int Director = 2;

    private static readonly string[] _everywhere = ["01-01", "04-03", "05-04", "05-25", "12-25", "12-28"];
    private static readonly string[] _england = [.. _everywhere, "04-06", "08-31"];
    private static readonly string[] _scotland = [.. _everywhere, "01-02", "06-15", "08-03", "11-30"];
    private static readonly string[] _northernIreland = [.. _everywhere, "03-17", "04-06", "07-13", "08-31"];
    private static readonly DateOnly _first = new(2026, 1, 1);
    private static readonly DateOnly _last = new(2026, 12, 31);

    private readonly HashSet<string> _mails = new(StringComparer.Ordinal);
    private readonly HashSet<string> _reminders = new(StringComparer.Ordinal);
    private readonly HashSet<string> _escalations = new(StringComparer.Ordinal);
    private readonly HashSet<string> _notices = new(StringComparer.Ordinal);

    /// <param name="boards">How many.</param>
    public ExpectedYear(int boards)
    {
        for (var board = 0; board < boards; board++)
        {
            Expect(board);
        }
    }

    public IReadOnlySet<string> Mails => _mails;

    public IReadOnlySet<string> Reminders => _reminders;

    public IReadOnlySet<string> Escalations => _escalations;

    public IReadOnlySet<string> Notices => _notices;

    public static Nation NationOf(int board) => (board % 6) switch { 3 => Nation.Wales, 4 => Nation.Scotland, 5 => Nation.NorthernIreland, _ => Nation.England };

    /// <summary>Every fifth board has its digest on Wednesdays and mail from nine to four.</summary>
    public static bool HasOwnWeek(int board) => board % 5 == 3;

    /// <summary>Every second board has a post that nobody ever held.</summary>
    public static bool HasVacantPost(int board) => board % 2 == 0;

    public static DateOnly DueOn(int board, int seat, int task) => new DateOnly(2026, 1, 19).AddDays(((board * 31) + (seat * 17) + (task * 101)) % 330);

    /// <summary>The morning of the day on which it is done: in time, late, or (in the next year) never.</summary>
    public static DateOnly DoneOn(int board, int seat, int task) => (((board * 7) + (seat * 5) + (task * 3)) % 10) switch
    {
        9 => new DateOnly(2027, 6, 1),
        var r and < 5 => DueOn(board, seat, task).AddDays(-3 * r),
        var r => DueOn(board, seat, task).AddDays(7 * (r - 4)),
    };

    /// <summary>The morning of the day on which the area that nobody leads is given to somebody.</summary>
    public static DateOnly LedOn(int board) => new DateOnly(2026, 5, 1).AddDays(board % 60);

    public static bool IsWorkingDay(Nation nation, DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
        && !(nation switch { Nation.Scotland => _scotland, Nation.NorthernIreland => _northernIreland, _ => _england })
            .Contains(day.ToString("MM-dd", CultureInfo.InvariantCulture), StringComparer.Ordinal);

    public static bool MayWrite(int board, TimeOnly at) => HasOwnWeek(board) ? at.Hour is >= 9 and < 16 : at.Hour is >= 7 and < 19;

    public static string Mail((int Board, int Seat) to, DateOnly on) => $"{to.Board}/{to.Seat} on {on:O}";

    public static string Reminder((int Board, int Seat, int Task) task, (int Board, int Seat) to, DateOnly day) => $"{task} to {to} for {day:O}";

    public static string Escalation((int Board, int Seat, int Task) task, (int Board, int Seat) to, DateOnly day) => $"{task} to {to} for {day:O}";

    public static string Notice((int Board, string What) lack, (int Board, int Seat) to, DateOnly day) => $"{lack} to {to} on {day:O}";

    private void Expect(int board)
    {
        // From some days before the year to some after it, which are not looked at closely.
        var days = Enumerable.Range(-60, 480).Select(_first.AddDays).Where(d => d.Year != 2026 ? d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) : IsWorkingDay(NationOf(board), d)).ToList();
        for (var seat = 0; seat < Seats; seat++)
        {
            for (var task = 0; task < TasksEach; task++)
            {
                Expect((board, seat, task), days);
            }

            foreach (var digest in Digests(HasOwnWeek(board) ? DayOfWeek.Wednesday : DayOfWeek.Monday, days))
            {
                if (Enumerable.Range(0, TasksEach).Any(t => digest < DoneOn(board, seat, t)))
                {
                    Written((board, seat), digest);
                }
            }
        }

        if (HasVacantPost(board))
        {
            Lacking((board, "post"), days.FindIndex(d => d >= _first), _last.AddDays(1), days);
        }

        Lacking((board, "area"), days.FindLastIndex(d => d <= _first) + 10, LedOn(board), days);
    }

    private void Expect((int Board, int Seat, int Task) task, List<DateOnly> days)
    {
        var (due, done) = (DueOn(task.Board, task.Seat, task.Task), DoneOn(task.Board, task.Seat, task.Task));
        var before = days.FindLastIndex(d => d < due); // the last working day before it
        var until = days.FindLastIndex(d => d <= due); // the last working day up to it
        foreach (var n in new[] { 10, 5, 1 })
        {
            Remind(days[before - n + 1]);
        }

        Remind(due);
        for (var n = 3; until + n < days.Count; n += 3)
        {
            Remind(days[until + n]);
        }

        foreach (var (seat, n) in new[] { (Manager, 3), (Chair, 10), (Director, 15) })
        {
            if (seat != task.Seat && days[until + n] is var step && step < done && IsInYear(step))
            {
                _escalations.Add(Escalation(task, (task.Board, seat), step));
                Written((task.Board, seat), step);
            }
        }

        void Remind(DateOnly day)
        {
            var sent = days.Find(d => d >= day);
            if (sent < done && IsInYear(sent))
            {
                _reminders.Add(Reminder(task, (task.Board, task.Seat), day));
                Written((task.Board, task.Seat), sent);
            }
        }
    }

    private void Lacking((int Board, string What) lack, int first, DateOnly mended, List<DateOnly> days)
    {
        for (var at = first; days[at] < mended && IsInYear(days[at]); at += 10)
        {
            _notices.Add(Notice(lack, (lack.Board, Manager), days[at]));
            Written((lack.Board, Manager), days[at]);
        }
    }

    private void Written((int Board, int Seat) to, DateOnly on) => _mails.Add(Mail(to, on));

    private static IEnumerable<DateOnly> Digests(DayOfWeek chosen, List<DateOnly> days) => Enumerable.Range(-7, 372).Select(_first.AddDays)
        .Where(d => d.DayOfWeek == chosen).Select(d => days.Find(w => w >= d)).Where(IsInYear);

    private static bool IsInYear(DateOnly day) => day >= _first && day <= _last;
}
