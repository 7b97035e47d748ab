import qualified Data.Map.Strict as Map
import qualified Data.Vector as Vector

main :: IO ()
main = do
  numbers <- map read . words <$> getLine :: IO [Int]
  let byIndex = Map.fromList (zip [0 :: Int ..] numbers)
  print (Vector.sum (Vector.fromList (Map.elems byIndex)))
