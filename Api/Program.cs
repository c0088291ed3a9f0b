Console.WriteLine("Daogou");
