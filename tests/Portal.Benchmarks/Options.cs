using System.Globalization;

namespace Portal.Benchmarks;

/// <summary>What follows the command's name: <c>--name value</c> pairs and bare <c>--flags</c>.</summary>
public sealed class Options(IReadOnlyList<string> arguments)
{
    /// <summary>Prints the commands.</summary>
    /// <returns>The exit code of a command line that says nothing known.</returns>
    public static int PrintUsage()
    {
        Console.WriteLine("""
            Prints figures of the portal beside a floor measured in the same run. Asserts nothing. Build it in Release.

              save-answer [--users 1,8,32] [--seconds 10] [--database sqlite|postgres] [--portal FOLDER]
                                                  users save their own answers through the page, beside a bare page that writes one row
              save-answer --use-case [...]        the same without HTTP, in this process
              overview [--database ...]           statements, milliseconds and bytes of the pages that show a whole self-assessment of 90 criteria, with 500 links
                                                  to evidence and 200 comments
              write-area [--users 1,8,32] [--seconds 10] [--changed 1] [--database ...]
                                                  users view and save the page with all answers of an area of 15 criteria, beside a bare Razor page with
                                                  the same form and rows; SQL statements of each
              statements [--texts] [--database ...]
                                                  the SQL statements behind one look at the answer page and one save
              pack [--megabytes 1000] [--files 60] [--rounds 3] [--bundle FOLDER]
                                                  assembly of an evidence pack beside zip -0 and sha256sum, and its peak memory; with a bundle of the PDFs in a folder
              bundle --evidence FOLDER [--times 1] [--rounds 3]
                                                  pages of PDFs bound and stamped a second, the folder so many times over, beside qpdf --pages; peak memory
              presentation [--rounds 5]           the longest presentation drawn and written for PowerPoint: seconds, MB and slides, beside a bare archive of the same parts
              upload [--megabytes 1000] [--part MB] [--rounds 3] [--portal FOLDER]
                                                  a file in parts (or all at once) to the published portal and back, beside cat to the same disk; peak memory
              extraction --evidence FOLDER [--rounds 3]
                                                  pages of PDFs read a second beside pdftotext, and how many of its words are on the same page
              search [--documents 5000] [--kilobytes 20] [--rounds 5] [--database sqlite|postgres]
                                                  a page of results beside the database's own full text
              audit [--users 1,8,32] [--seconds 10] [--database sqlite|postgres]
                                                  saves that go on the audit trail beside the same saves that do not, by two nodes
              mail [--messages 5000] [--database sqlite|postgres]
                                                  mails that wait, sent by one portal and by two at once to a mail server on loopback, beside a bare MailKit loop
              reminders-year [--boards 152] [--one-day] [--database sqlite|postgres]
                                                  a simulated year of all reminders of boards of twelve people: its totals, and milliseconds and statements of one run;
                                                  with --one-day two days alone, on which all is due at once
              start [--runs 5] [--portal FOLDER]  from start of the published executable to the first page, new and existing database
              walkthrough --evidence FOLDER [--portal FOLDER]
                                                  the executable's walkthrough: seconds and peak memory
              workflow [--seconds 5] [--threads 1,2] [--definition FILE]
                                                  the assessment process in memory, its state as text between any two bursts
              workflow-durable [--seconds 5] [--users 8] [--nodes 1,2] [--database sqlite|postgres]
                                                  the same through the portal's shell, each burst one save, beside bare transactions of the same rows

            FOLDER is where eng/publish.sh put the portal; without it the portal is published to a temporary folder first.
            PostgreSQL is that of TEST_POSTGRES, as eng/postgres.sh starts it (TEST_POSTGRES_FSYNC=on makes it durable).
            """);
        return 2;
    }

    public bool Has(string flag) => arguments.Contains(flag);

    /// <summary>The value after <paramref name="name"/>; null when it is not there.</summary>
    public string? Text(string name)
    {
        var place = arguments.ToList().IndexOf(name);
        return place >= 0 && place + 1 < arguments.Count ? arguments[place + 1] : null;
    }

    public int Number(string name, int otherwise) => Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    public IReadOnlyList<int> Numbers(string name, IReadOnlyList<int> otherwise) =>
        Text(name) is { } text ? [.. text.Split(',').Select(n => int.Parse(n, CultureInfo.InvariantCulture))] : otherwise;
}
