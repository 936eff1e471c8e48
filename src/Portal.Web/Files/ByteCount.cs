namespace Portal.Web.Files;

/// <summary>A number of bytes in words a person reads: decimal units, as file managers and BagIt's Bag-Size use them.</summary>
public static class ByteCount
{
    private static readonly string[] units = ["bytes", "kB", "MB", "GB", "TB", "PB", "EB"];

    public static string InWords(long bytes)
    {
        if (bytes == 1)
        {
            return "1 byte";
        }

        double amount = bytes;
        var unit = 0;
        while (amount >= 999.5 && unit < units.Length - 1)
        {
            amount /= 1000;
            unit++;
        }

        var format = unit == 0 || amount >= 9.95 ? "0" : "0.#";
        return amount.ToString(format, System.Globalization.CultureInfo.InvariantCulture) + " " + units[unit];
    }
}
