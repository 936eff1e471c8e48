namespace Portal.Web.Seeding;

/// <summary>Reads a table of bank holidays; <see cref="BankHolidayListsFile"/> tells whose they are and where they are from.</summary>
public static class BankHolidaysFile
{
    private static readonly string[] _columns = ["date", "title"];

    /// <exception cref="SeedFileRefused">It is not there, or has faults.</exception>
    public static IReadOnlyList<BankHoliday> Read(string path) => CsvTable.Read(path, _columns, new Rows().Read);

    /// <param name="content">The table; read to its end.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="SeedFileRefused">It has faults.</exception>
    public static IReadOnlyList<BankHoliday> Read(TextReader content, string name) =>
        CsvTable.Read(name, content, _columns, new Rows().Read);

    private sealed class Rows
    {
        private DateOnly _last = DateOnly.MinValue;

        public BankHoliday? Read(CsvRow row)
        {
            var title = row.Text("title");
            if (row.Date("date") is not { } date)
            {
                return null;
            }

            if (date <= _last)
            {
                row.Fault("date", $"{date:yyyy-MM-dd} must be later than the line before, {_last:yyyy-MM-dd}");
            }
            else if (date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            {
                row.Fault("date", $"{date:yyyy-MM-dd} is a {date.DayOfWeek}: give the substitute day");
            }

            _last = date;
            return new BankHoliday(date, title);
        }
    }
}
